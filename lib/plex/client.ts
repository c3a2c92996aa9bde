import { type Device, listDevices, removeDevice } from './devices.ts'
import { type HomeUser, listHomeUsers } from './home.ts'
import { type HomeSwitch, type HomeSwitchRequest, switchHomeUser } from './home-switch.ts'
import type { Identity } from './identity.ts'
import { type Ping, ping } from './ping.ts'
import { createPin, getPin, type Pin, type PinKind } from './pins.ts'
import { getPinInfo, type PinInfo } from './pins-info.ts'
import { linkPin } from './pins-link.ts'
import { createSend, type Transport } from './request.ts'
import { listServers, type Server } from './servers.ts'
import type { Token } from './token.ts'
import { getUser, signOut, type User } from './user.ts'

/**
 * plex.tv. Every call rejects with a PlexError and nothing else; `ping` and `switchHomeUser`, whose
 * refusals are answers, tell them by a kind.
 */
export interface PlexClient {
  createPin(identity: Identity, kind: PinKind): Promise<Pin>
  getPin(identity: Identity, id: string): Promise<Pin>
  getPinInfo(identity: Identity, code: string): Promise<PinInfo>
  linkPin(identity: Identity, token: Token, code: string): Promise<void>
  getUser(identity: Identity, token: Token): Promise<User>
  ping(identity: Identity, token: Token): Promise<Ping>
  signOut(identity: Identity, token: Token): Promise<void>
  listDevices(identity: Identity, token: Token): Promise<Device[]>
  removeDevice(identity: Identity, token: Token, id: string): Promise<void>
  listServers(identity: Identity, token: Token): Promise<Server[]>
  listHomeUsers(identity: Identity, token: Token): Promise<HomeUser[]>
  switchHomeUser(identity: Identity, token: Token, request: HomeSwitchRequest): Promise<HomeSwitch>
}

export function createPlexClient(transport: Transport): PlexClient {
  const send = createSend(transport)
  const { now } = transport
  return {
    createPin: (identity, kind) => createPin(send, now, identity, kind),
    getPin: (identity, id) => getPin(send, now, identity, id),
    getPinInfo: (identity, code) => getPinInfo(send, identity, code),
    linkPin: (identity, token, code) => linkPin(send, identity, token, code),
    getUser: (identity, token) => getUser(send, identity, token),
    ping: (identity, token) => ping(send, identity, token),
    signOut: (identity, token) => signOut(send, identity, token),
    listDevices: (identity, token) => listDevices(send, identity, token),
    removeDevice: (identity, token, id) => removeDevice(send, identity, token, id),
    listServers: (identity, token) => listServers(send, identity, token),
    listHomeUsers: (identity, token) => listHomeUsers(send, identity, token),
    switchHomeUser: (identity, token, request) => switchHomeUser(send, identity, token, request),
  }
}
