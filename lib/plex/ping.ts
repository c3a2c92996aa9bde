import { PlexError, Unauthorized } from './errors.ts'
import type { Identity } from './identity.ts'
import { readJson, type Send } from './request.ts'
import type { Token } from './token.ts'

/** How a token stands: `trouble` says nothing about it. */
export type Ping =
  | { readonly kind: 'ok' }
  | { readonly kind: 'invalid' }
  | { readonly kind: 'trouble'; readonly error: PlexError }

/** Keeps a token from growing old, and tells whether it is one still. docs/PLEX-API.md §5.2 */
export const ping = (send: Send, identity: Identity, token: Token): Promise<Ping> =>
  pinged(
    // What is in it differs; a page of somebody in between is no JSON.
    send({ method: 'GET', url: 'https://plex.tv/api/v2/ping', identity, token }).then(readJson),
  )

/** What an answer that may fail with a PlexError says of the token that it was asked with. */
export async function pinged(asked: Promise<unknown>): Promise<Ping> {
  try {
    await asked
    return { kind: 'ok' }
  } catch (error) {
    if (error instanceof Unauthorized) return { kind: 'invalid' }
    if (error instanceof PlexError) return { kind: 'trouble', error }
    throw error
  }
}
