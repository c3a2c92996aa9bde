/** A PIN that waits at Plex's page, as the address of that page has it: whoever wrote it may have lied. */
export interface PinAddress {
  readonly code: string
  /** Whose PIN the page takes it for; null where the address does not say. Good for asking Plex, and for no more. */
  readonly clientIdentifier: string | null
  /** Where the page goes on; null: nowhere, and it stays as it is. */
  readonly forwardUrl: string | null
  /** It is to go on to something that is no plain web address. */
  readonly isForwardOdd: boolean
}

// docs/PLEX-API.md §1.4; which letters there are is not documented.
const CODE = /^[A-Za-z0-9]{4,64}$/

/**
 * Reads the address of app.plex.tv/auth and of plex.tv/link with a PIN, in each way that clients write
 * them. docs/PLEX-API.md §3.1, §3.2
 *
 * @returns null for every other address
 */
export function readPinAddress(address: string): PinAddress | null {
  if (!URL.canParse(address)) return null
  const url = new URL(address)
  if (url.protocol !== 'https:' || url.port !== '' || hasUser(url)) return null
  const path = url.pathname.replace(/\/$/, '')
  if (url.hostname === 'app.plex.tv' && path === '/auth') return ofAuth(url.hash)
  if (url.hostname === 'plex.tv' && /^\/(link|pin)$/.test(path)) return ofLink(url.searchParams)
  return null
}

/** The origin that Plex's page goes on to; null: none. */
export function placeAfter({ forwardUrl }: PinAddress): string | null {
  return forwardUrl === null ? null : new URL(forwardUrl).origin
}

function ofAuth(hash: string): PinAddress | null {
  // `#?`, `#!?`, and what some write with a slash before it.
  const [, query] = /^#!?\/?\?(.*)$/s.exec(hash) ?? []
  if (query === undefined) return null
  const params = new URLSearchParams(query)
  const code = only(params, 'code')
  if (code === null || !CODE.test(code)) return null
  return { code, clientIdentifier: params.get('clientID') || null, ...forwardOf(params) }
}

function ofLink(params: URLSearchParams): PinAddress | null {
  const code = only(params, 'pin')?.toUpperCase() ?? ''
  if (!CODE.test(code)) return null
  return { code, clientIdentifier: null, forwardUrl: null, isForwardOdd: false }
}

/** Two of one name, and it is not ours to guess which one Plex's page takes. */
function only(params: URLSearchParams, name: string): string | null {
  const all = params.getAll(name)
  return all.length === 1 ? (all[0] ?? null) : null
}

/** Plex follows http(s) alone. A name before the host passes for the host to a person who reads it. */
function forwardOf(params: URLSearchParams): Pick<PinAddress, 'forwardUrl' | 'isForwardOdd'> {
  if (!params.getAll('forwardUrl').some((said) => said !== '')) {
    return { forwardUrl: null, isForwardOdd: false }
  }
  const said = only(params, 'forwardUrl') ?? ''
  const url = URL.canParse(said) ? new URL(said) : null
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && !hasUser(url)
  return isPlain
    ? { forwardUrl: url.href, isForwardOdd: false }
    : { forwardUrl: null, isForwardOdd: true }
}

function hasUser({ username, password }: URL): boolean {
  return username !== '' || password !== ''
}
