/** What a page may ask for. */
export const SCOPES = ['account', 'servers', 'token'] as const
export type Scope = (typeof SCOPES)[number]

/** `site`: made for one origin, revocable alone. `account`: the account's own. */
export const TOKEN_KINDS = ['site', 'account'] as const
export type TokenKind = (typeof TOKEN_KINDS)[number]

/** What an allowed site may have. Times are milliseconds since the epoch. */
export interface Grant extends Term {
  readonly origin: string
  readonly accountId: string
  readonly scopes: readonly Scope[]
  /** Whether `account` includes the e-mail address: the person ticked it. */
  readonly email: boolean
  readonly tokenKind: TokenKind
  /** Of the site token; null for the account's own, or where no scope needs a token. */
  readonly clientIdentifier: string | null
  readonly since: number
}

export const DURATIONS = ['once', 'session', 'hour', 'month', 'until_revoked'] as const
export type Duration = (typeof DURATIONS)[number]

/** For how long. */
export interface Term {
  readonly duration: Duration
  /** Null: no clock ends it. */
  readonly expiresAt: number | null
  /** The browser session that it ends with; null: it outlives it. */
  readonly session: string | null
  /** "Once": the tab whose visit it is. */
  readonly tabId: number | null
}

const HOUR_MS = 3_600_000
const LENGTH_MS: Partial<Record<Duration, number>> = { hour: HOUR_MS, month: 30 * 24 * HOUR_MS }

/** When what is given now ends. `now` and `expiresAt` are in ms since the epoch. */
export function termOf(
  duration: Duration,
  { now, session, tabId }: { now: number; session: string; tabId: number | null },
): Term {
  const length = LENGTH_MS[duration]
  return {
    duration,
    expiresAt: length === undefined ? null : now + length,
    session: duration === 'once' || duration === 'session' ? session : null,
    tabId: duration === 'once' ? tabId : null,
  }
}

/** Whether a term still runs. @param at `now` in ms since the epoch, and the browser's session of now */
export function isLive(
  { expiresAt, session }: Term,
  at: { now: number; session: string },
): boolean {
  return (expiresAt === null || at.now < expiresAt) && (session === null || session === at.session)
}

/** Whether a grant has each of these scopes already. */
export function covers(grant: Grant, scopes: readonly Scope[]): boolean {
  return scopes.every((scope) => grant.scopes.includes(scope))
}

/** Whether somebody with these scopes is handed a token, or has us use one for them. */
export function needsToken(scopes: readonly Scope[]): boolean {
  return scopes.includes('servers') || scopes.includes('token')
}

/** Where somebody else may answer on another network, the account's own token is never given. */
export function tokenKindsFor(origin: string): readonly TokenKind[] {
  return isPlainHttp(origin) ? ['site'] : TOKEN_KINDS
}

/** Plain http to anywhere but this very machine. */
export function isPlainHttp(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  // URL writes every form of an IPv4 address as four numbers; "127.0.0.1.example" is a name.
  const isLoopback = /^((.+\.)?localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
  return protocol === 'http:' && !isLoopback
}

/**
 * The exact origin (scheme, host, port) of an address that can be shared with,
 * or null: the browser's own pages, files, opaque origins and Plex itself can't. Nor can a star,
 * which is a letter to an address, and any name to the browser's permissions.
 */
export function originOf(url: string | undefined): string | null {
  if (!url || !URL.canParse(url)) return null
  const { protocol, hostname, origin } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return null
  return isPlex(hostname) || hostname.includes('*') ? null : origin
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
