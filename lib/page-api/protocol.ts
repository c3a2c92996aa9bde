/**
 * What a web page may ask of Foyer, version 1: JSON-RPC 2.0 over a MessagePort
 * that the page makes and transfers. docs/PAGES.md tells how it is used.
 */
export const VERSION = 1

/** The page to its own window, with one port transferred. */
export interface Connect {
  readonly foyer: 'connect'
  readonly version: typeof VERSION
}

/** The bridge to the page's window when it comes late; sessions before it are dead. */
export interface Announce {
  readonly foyer: 'announce'
  readonly version: typeof VERSION
}

export type Scope = 'account' | 'servers' | 'token'

/** What the site may have now. `expiresAt` is in ms since the epoch; null: until revoked or the browser closes. */
export interface GrantInfo {
  readonly scopes: readonly Scope[]
  readonly tokenKind: 'site' | 'account'
  readonly expiresAt: number | null
}

/** How things stand for this site. */
export interface PageState {
  readonly version: typeof VERSION
  /** Whether Foyer is signed in to Plex. */
  readonly linked: boolean
  readonly locked: boolean
  readonly grant: GrantInfo | null
}

/** A token and the identity it must be used with. */
export interface TokenInfo {
  readonly token: string
  readonly kind: 'site' | 'account'
  /** For `X-Plex-Client-Identifier`. */
  readonly clientIdentifier: string
  /** For `X-Plex-Product`. */
  readonly product: string
  readonly expiresAt: number | null
}

/** Whose account it is. Texts are empty where Plex has none. */
export interface AccountInfo {
  readonly id: string
  readonly uuid: string
  readonly username: string
  readonly title: string
  /** Address of a picture. */
  readonly thumb: string
  /** Only where the person ticked it. */
  readonly email?: string
}

/** A Plex server that the account can reach. */
export interface ServerInfo {
  readonly name: string
  readonly clientIdentifier: string
  readonly owned: boolean
  readonly version: string
  /** For `X-Plex-Token` at this server; only with the scope `token`. */
  readonly accessToken?: string
  /** The best first: local, then remote, then by Plex's relay. */
  readonly connections: readonly {
    readonly uri: string
    readonly local: boolean
    readonly relay: boolean
  }[]
}

/** Each method's parameters and result. */
export interface Methods {
  'foyer.state': { params: undefined; result: PageState }
  /** The person approves, unless the grant covers it. `reason`: 120 characters at most. */
  'access.request': { params: { scopes: readonly Scope[]; reason?: string }; result: GrantInfo }
  /** The page gives up its own grant. */
  'access.release': { params: undefined; result: null }
  /** Scope `account`. `email` only where the person ticked that. */
  'account.get': { params: undefined; result: AccountInfo }
  /** Scope `servers`. The server that is best to reach first. `accessToken` only with the scope `token`. */
  'servers.list': { params: undefined; result: readonly ServerInfo[] }
  /**
   * Scope `token`. With `refresh`, Plex is asked whether the token still lives, at
   * most once a minute; where it doesn't, the site's own is made anew.
   */
  'token.get': { params: { refresh?: boolean } | undefined; result: TokenInfo }
}

export type RequestId = string | number

export interface Request {
  readonly jsonrpc: '2.0'
  readonly id: RequestId
  readonly method: string
  readonly params?: unknown
}

export interface ErrorObject {
  readonly code: number
  readonly message: string
  readonly data: { readonly retryable: boolean; readonly reason: Reason }
}

export type Response =
  | { readonly jsonrpc: '2.0'; readonly id: RequestId; readonly result: unknown }
  | { readonly jsonrpc: '2.0'; readonly id: RequestId | null; readonly error: ErrorObject }

/**
 * Sent with the state on connecting and after each change to it; also where the
 * same state is of another account, and where the site's token is another one.
 */
export interface Changed {
  readonly jsonrpc: '2.0'
  readonly method: 'foyer.changed'
  readonly params: PageState
}

/** Why a request failed. The numbers follow JSON-RPC 2.0 and EIP-1193. */
export type Reason = keyof typeof ERRORS

export const ERRORS = {
  denied: { code: 4001, retryable: false, message: 'The request was denied.' },
  unauthorized: { code: 4100, retryable: false, message: 'This site has no access to that.' },
  unsupported: {
    code: 4200,
    retryable: false,
    message: 'This version does not serve that method.',
  },
  not_linked: { code: 4900, retryable: false, message: 'Foyer is not signed in to Plex.' },
  locked: { code: 4900, retryable: true, message: 'Foyer is locked.' },
  offline: { code: 4900, retryable: true, message: 'There is no way to plex.tv right now.' },
  plex_unavailable: { code: 4900, retryable: true, message: 'plex.tv has trouble right now.' },
  restarting: { code: 4900, retryable: true, message: 'Foyer is restarting. Ask again.' },
  timeout: { code: 4900, retryable: true, message: 'No answer came in time. Ask again.' },
  pending: {
    code: -32002,
    retryable: false,
    message: 'Another request of this site waits for the person.',
  },
  rate_limited: { code: -32005, retryable: true, message: 'Too many requests. Ask again later.' },
  invalid_request: { code: -32600, retryable: false, message: 'That is no JSON-RPC 2.0 request.' },
  unknown_method: { code: -32601, retryable: false, message: 'There is no such method.' },
  invalid_params: {
    code: -32602,
    retryable: false,
    message: 'The parameters do not fit the method.',
  },
  internal: { code: -32603, retryable: true, message: 'Something went wrong in Foyer.' },
} as const

export function errorObject(reason: Reason): ErrorObject {
  const { code, message, retryable } = ERRORS[reason]
  return { code, message, data: { retryable, reason } }
}
