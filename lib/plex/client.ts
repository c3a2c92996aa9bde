import { type Device, listDevices, removeDevice } from './devices.ts'
import type { Identity } from './identity.ts'
import { createPin, getPin, type Pin, type PinKind } from './pins.ts'
import { linkPin } from './pins-link.ts'
import { createSend, type Transport } from './request.ts'
import { listServers, type Server } from './servers.ts'
import type { Token } from './token.ts'
import { getUser, ping, signOut, type User } from './user.ts'

/** plex.tv. Every call rejects with a PlexError and nothing else. */
export interface PlexClient {
  createPin(identity: Identity, kind: PinKind): Promise<Pin>
  getPin(identity: Identity, id: string): Promise<Pin>
  linkPin(identity: Identity, token: Token, code: string): Promise<void>
  getUser(identity: Identity, token: Token): Promise<User>
  ping(identity: Identity, token: Token): Promise<void>
  signOut(identity: Identity, token: Token): Promise<void>
  listDevices(identity: Identity, token: Token): Promise<Device[]>
  removeDevice(identity: Identity, token: Token, id: string): Promise<void>
  listServers(identity: Identity, token: Token): Promise<Server[]>
}

export function createPlexClient(transport: Transport): PlexClient {
  const send = createSend(transport)
  const { now } = transport
  return {
    createPin: (identity, kind) => createPin(send, now, identity, kind),
    getPin: (identity, id) => getPin(send, now, identity, id),
    linkPin: (identity, token, code) => linkPin(send, identity, token, code),
    getUser: (identity, token) => getUser(send, identity, token),
    ping: (identity, token) => ping(send, identity, token),
    signOut: (identity, token) => signOut(send, identity, token),
    listDevices: (identity, token) => listDevices(send, identity, token),
    removeDevice: (identity, token, id) => removeDevice(send, identity, token, id),
    listServers: (identity, token) => listServers(send, identity, token),
  }
}
