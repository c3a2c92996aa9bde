import type { Identity } from './identity.ts'
import { createPin, getPin, type Pin, type PinKind } from './pins.ts'
import { createSend, type Transport } from './request.ts'
import type { Token } from './token.ts'
import { getUser, ping, signOut, type User } from './user.ts'

/** plex.tv. Every call rejects with a PlexError and nothing else. */
export interface PlexClient {
  createPin(identity: Identity, kind: PinKind): Promise<Pin>
  getPin(identity: Identity, id: string): Promise<Pin>
  getUser(identity: Identity, token: Token): Promise<User>
  ping(identity: Identity, token: Token): Promise<void>
  signOut(identity: Identity, token: Token): Promise<void>
}

export function createPlexClient(transport: Transport): PlexClient {
  const send = createSend(transport)
  const { now } = transport
  return {
    createPin: (identity, kind) => createPin(send, now, identity, kind),
    getPin: (identity, id) => getPin(send, now, identity, id),
    getUser: (identity, token) => getUser(send, identity, token),
    ping: (identity, token) => ping(send, identity, token),
    signOut: (identity, token) => signOut(send, identity, token),
  }
}
