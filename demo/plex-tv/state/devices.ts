import type { About } from './pins.ts'
import { deviceId, newToken } from './random.ts'

/**
 * One entry of Authorized Devices: the pair of an account and a client identifier.
 * docs/PLEX-API.md §5.2
 */
export interface Device {
  /** The number in `/devices/{id}.xml`; not the client identifier. */
  readonly id: number
  readonly accountId: number
  readonly clientIdentifier: string
  about: About
  /** The one legacy token of the pair; null after sign-out or once a JWT was issued. */
  token: string | null
  readonly createdAt: number
  lastSeenAt: number
}

export class DeviceStore {
  readonly #devices: Device[] = []
  readonly #dead = new Set<string>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** The device of the pair, made when it is not there yet. */
  ensure(accountId: number, clientIdentifier: string, about: About): Device {
    const now = this.#now()
    const known = this.#devices.find(
      (d) => d.accountId === accountId && d.clientIdentifier === clientIdentifier,
    )
    if (known) {
      known.about = about
      known.lastSeenAt = now
      return known
    }
    const device: Device = {
      id: this.#freshId(),
      accountId,
      clientIdentifier,
      about,
      token: null,
      createdAt: now,
      lastSeenAt: now,
    }
    this.#devices.push(device)
    return device
  }

  /** A new token for the pair; the earlier one is rotated out. docs/PLEX-API.md §5.2 */
  authorise(accountId: number, clientIdentifier: string, about: About): string {
    const device = this.ensure(accountId, clientIdentifier, about)
    this.dropToken(device)
    device.token = newToken()
    return device.token
  }

  dropToken(device: Device): void {
    if (device.token !== null) this.#dead.add(device.token)
    device.token = null
  }

  /** Remembers a token that is no device's own, such as a JWT, as ended. */
  bury(token: string): void {
    this.#dead.add(token)
  }

  isDead(token: string): boolean {
    return this.#dead.has(token)
  }

  byToken(token: string): Device | null {
    return this.#devices.find((d) => d.token === token) ?? null
  }

  byId(id: number): Device | null {
    return this.#devices.find((d) => d.id === id) ?? null
  }

  ofAccount(accountId: number): Device[] {
    return this.#devices.filter((d) => d.accountId === accountId)
  }

  /** The legacy tokens that live for that identifier, one for each account. */
  living(clientIdentifier: string): { accountId: number; token: string }[] {
    return this.#devices.flatMap(({ accountId, token, clientIdentifier: own }) =>
      own === clientIdentifier && token !== null ? [{ accountId, token }] : [],
    )
  }

  remove(device: Device): void {
    this.dropToken(device)
    const at = this.#devices.indexOf(device)
    if (at >= 0) this.#devices.splice(at, 1)
  }

  #freshId(): number {
    let id = deviceId()
    while (this.byId(id)) id = deviceId()
    return id
  }
}
