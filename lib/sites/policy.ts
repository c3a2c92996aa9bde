/** What a page may ask for. */
export const SCOPES = ['account', 'servers', 'token'] as const
export type Scope = (typeof SCOPES)[number]

/** What an allowed site may have. Times are milliseconds since the epoch. */
export interface Grant {
  readonly origin: string
  readonly accountId: string
  readonly scopes: readonly Scope[]
  readonly tokenKind: 'site' | 'account'
  readonly since: number
  /** Null: until revoked. */
  readonly expiresAt: number | null
}

/**
 * The exact origin (scheme, host, port) of an address that can be shared with,
 * or null: the browser's own pages, files, opaque origins and Plex itself can't.
 */
export function originOf(url: string | undefined): string | null {
  if (!url || !URL.canParse(url)) return null
  const { protocol, hostname, origin } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return null
  return isPlex(hostname) ? null : origin
}

/** Plex's own pages have a sign-in of their own; nothing of ours runs in them. */
export function isPlex(hostname: string): boolean {
  return /(^|\.)plex\.tv\.?$/.test(hostname)
}

/**
 * The host permission that an origin needs. Without its port, since Firefox
 * knows none in host patterns: our own record of the origin is the gate.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/Match_patterns
 */
export function hostPattern(origin: string): string {
  const { protocol, hostname } = new URL(origin)
  return `${protocol}//${hostname}/*`
}

export function isLive(grant: Grant | null, now: number): grant is Grant {
  return grant !== null && (grant.expiresAt === null || now < grant.expiresAt)
}

export function covers(grant: Grant, scopes: readonly Scope[]): boolean {
  return scopes.every((scope) => grant.scopes.includes(scope))
}
