import { NoNetwork, PlexError, Unauthorized } from '../plex/errors.ts'
import { VaultLocked } from '../storage/vault.ts'
import { type ErrorObject, errorObject, type Reason } from './protocol.ts'

/** A request's failure that the page may know. */
export class PageError extends Error {
  readonly reason: Reason

  constructor(reason: Reason) {
    super(reason)
    this.reason = reason
  }
}

/** What the page is told; of our own faults, only that there was one. */
export function toErrorObject(error: unknown): ErrorObject {
  return errorObject(reasonOf(error))
}

function reasonOf(error: unknown): Reason {
  if (error instanceof PageError) return error.reason
  if (error instanceof VaultLocked) return 'locked'
  if (error instanceof NoNetwork) return 'offline'
  if (error instanceof Unauthorized) return 'not_linked'
  if (error instanceof PlexError) return 'plex_unavailable'
  return 'internal'
}
