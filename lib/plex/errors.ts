export const PLEX_ERROR_KINDS = [
  'bad_request',
  'unauthorized',
  'forbidden',
  'not_found',
  'rate_limited',
  'server',
  'network',
  'unreadable',
] as const

export type PlexErrorKind = (typeof PLEX_ERROR_KINDS)[number]

/** What plex.tv said of a failure: its HTTP status and the number in its envelope, where there were any. */
export interface PlexFailure {
  readonly status?: number
  readonly code?: number
}

/** Any failure of a call to plex.tv. Its text holds neither a token nor a URL. */
export abstract class PlexError extends Error {
  abstract readonly kind: PlexErrorKind
  readonly status: number | undefined
  readonly code: number | undefined

  constructor(message: string, { status, code }: PlexFailure = {}) {
    super(status ? `${message} (HTTP ${status}${code ? `, code ${code}` : ''})` : message)
    this.name = new.target.name
    this.status = status
    this.code = code
  }
}

function ofKind<Kind extends PlexErrorKind>(kind: Kind) {
  return class extends PlexError {
    override readonly kind = kind
  }
}

/** 400, 405, 406, 422: the request itself is wrong, and wrong again when repeated. */
export class BadRequest extends ofKind('bad_request') {}

/** 401, and 422 "Invalid token": the token is dead. */
export class Unauthorized extends ofKind('unauthorized') {}

/** 403: the token lives, but may not do this. */
export class Forbidden extends ofKind('forbidden') {}

/** 404, 410: unknown, expired, or a PIN of another identifier. */
export class NotFound extends ofKind('not_found') {}

/** 429. `retryAfter` is in milliseconds, or null where plex.tv names no delay. */
export class RateLimited extends ofKind('rate_limited') {
  readonly retryAfter: number | null

  constructor(message: string, failure: PlexFailure, retryAfter: number | null) {
    super(message, failure)
    this.retryAfter = retryAfter
  }
}

/** 5xx and anything else that says nothing about the request or the token. */
export class ServerTrouble extends ofKind('server') {}

/** No answer arrived: offline, a connection cut short, or a time-out. */
export class NoNetwork extends ofKind('network') {}

/** A success that is not JSON, or lacks what is needed. */
export class UnreadableAnswer extends ofKind('unreadable') {}
