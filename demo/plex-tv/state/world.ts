import { type Account, AccountStore } from './accounts.ts'
import { type Device, DeviceStore } from './devices.ts'
import { FaultStore } from './faults.ts'
import type { Jwt } from './jwt.ts'
import { KeyStore } from './keys.ts'
import { Limiter, perSecond } from './limiter.ts'
import { RequestLog } from './log.ts'
import { type Pin, PinStore } from './pins.ts'
import { ServerStore } from './servers.ts'

export interface Settings {
  now: () => number
  claimedPinLifetimeMs: number
  pollsPerSecond: number
  switchesPerMinute: number
}

/** Who a token speaks for. */
export interface Caller {
  account: Account
  device: Device
  token: string
}

/** How a token stands; `expired` is a JWT past its seven days. docs/PLEX-API.md §6.5 */
export type TokenState = Caller | 'dead' | 'expired' | 'unknown'

/** Everything the demo plex.tv knows, and the few rules that span more than one store. */
export class World {
  readonly now: () => number
  readonly pins: PinStore
  readonly devices: DeviceStore
  readonly keys: KeyStore
  readonly polls: Limiter
  readonly switches: Limiter
  readonly accounts = new AccountStore()
  readonly servers = new ServerStore()
  readonly faults = new FaultStore()
  readonly log = new RequestLog()
  readonly #claimedLife: number

  constructor(settings: Settings) {
    this.now = settings.now
    this.#claimedLife = settings.claimedPinLifetimeMs
    this.pins = new PinStore(this.now)
    this.devices = new DeviceStore(this.now)
    this.keys = new KeyStore(this.now)
    this.polls = new Limiter(this.now, perSecond(settings.pollsPerSecond))
    this.switches = new Limiter(this.now, { most: settings.switchesPerMinute, windowMs: 60_000 })
  }

  /**
   * Turns a living PIN into a token of that account. False for a code that is unknown, expired, or
   * claimed before, unless `again` says that a second claim counts. docs/PLEX-API.md §2.4, §4
   */
  claim(code: string, account: Account, again = false): boolean {
    const pin = this.pins.find(code)
    if (!pin || (pin.claimedAt !== null && !again)) return false
    if (pin.jwk) {
      const device = this.devices.ensure(account.id, pin.clientIdentifier, pin.about)
      if (!this.keys.register(pin.jwk, device.id)) return false
      // A device with a key has no legacy token any more. docs/PLEX-API.md §6.2
      this.devices.dropToken(device)
    } else {
      pin.authToken = this.devices.authorise(account.id, pin.clientIdentifier, pin.about)
    }
    pin.accountId = account.id
    pin.claimedAt = this.now()
    pin.expiresAt = this.now() + this.#claimedLife
    return true
  }

  /** plex.tv has no sign for a refusal: the PIN just runs out. docs/PLEX-API.md §2.2 */
  decline(code: string): boolean {
    const pin = this.pins.find(code)
    if (!pin || pin.claimedAt !== null) return false
    pin.declined = true
    return true
  }

  tokenState(token: string): TokenState {
    if (this.devices.isDead(token)) return 'dead'
    const device = this.devices.byToken(token)
    if (device) return this.#caller(device, token)
    const jwt = this.keys.own(token)
    return jwt ? this.#jwtState(jwt, token) : 'unknown'
  }

  /** The JWT of a device, which ends its legacy token. docs/PLEX-API.md §6.2, §6.4 */
  issueJwt(device: Device, thumbprint: string, proof: Jwt): string {
    const account = this.accounts.byId(device.accountId)
    if (!account) throw new Error('A device without an account')
    this.devices.dropToken(device)
    const scopes = String(proof.claims.scope ?? '').split(/[ ,]+/)
    const user: Record<string, unknown> = { id: account.id, uuid: account.uuid }
    if (scopes.includes('username')) user.username = account.username
    if (scopes.includes('email')) user.email = account.email
    if (scopes.includes('friendly_name')) user.friendly_name = account.title
    const nonce = proof.claims.nonce
    return this.keys.issue({
      aud: ['plex.tv', device.clientIdentifier],
      ...(typeof nonce === 'string' ? { nonce } : {}),
      thumbprint,
      user,
    })
  }

  /** Ends the token alone: the device stays in the list. docs/PLEX-API.md §5.2 */
  signOut(caller: Caller): void {
    if (caller.device.token === caller.token) this.devices.dropToken(caller.device)
    else this.devices.bury(caller.token)
  }

  /** Ends the device, its token and its keys. docs/PLEX-API.md §5.2 */
  removeDevice(device: Device): void {
    this.keys.forget(device.id)
    this.devices.remove(device)
  }

  /**
   * Ends every token of the account, as a new password does where the other devices are signed out
   * with it; that they stay listed is a guess. docs/PLEX-API.md §5.2
   */
  changePassword(account: Account): void {
    for (const device of this.devices.ofAccount(account.id)) {
      this.keys.forget(device.id)
      this.devices.dropToken(device)
    }
  }

  /** The account is gone for good, its devices and tokens with it. */
  removeAccount(account: Account): void {
    for (const device of this.devices.ofAccount(account.id)) this.removeDevice(device)
    this.accounts.remove(account.id)
  }

  claimed(pin: Pin): boolean {
    return pin.claimedAt !== null
  }

  #jwtState(jwt: Jwt, token: string): TokenState {
    const key = this.keys.registered(String(jwt.claims.thumbprint))
    const device = key ? this.devices.byId(key.deviceId) : null
    if (!device) return 'dead'
    const exp = jwt.claims.exp
    if (typeof exp !== 'number' || exp * 1000 <= this.now()) return 'expired'
    return this.#caller(device, token)
  }

  #caller(device: Device, token: string): TokenState {
    const account = this.accounts.byId(device.accountId)
    return account ? { account, device, token } : 'unknown'
  }
}
