import type { PlexClient } from '../plex/client.ts'
import type { Device } from '../plex/devices.ts'
import { NotFound, type PlexError, Unauthorized } from '../plex/errors.ts'
import { type SwitchedUser, switched } from '../plex/home-switch.ts'
import type { Identity } from '../plex/identity.ts'
import { pinged } from '../plex/ping.ts'
import type { PinInfo } from '../plex/pins-info.ts'
import type { Server } from '../plex/servers.ts'
import { Token } from '../plex/token.ts'
import type { User } from '../plex/user.ts'
import { ANN, BOB } from './accounts-world.ts'
import { gate } from './link-world.ts'
import { IDENTITY } from './plex-server.ts'
import { KID, TEEN, tokenHome } from './token-home.ts'

type Method = keyof PlexClient

interface MadePin {
  readonly id: string
  readonly code: string
  readonly who: Identity
  expiresAt: number
  token: string | null
}

/** What goes wrong with a call: before Plex does it, or after, so that only the answer is lost. */
export interface Fault {
  readonly error: PlexError
  readonly when?: 'before' | 'after'
}

const PIN_LIFE_MS = 1_800_000
const CLAIMED_LIFE_MS = 30_000

/**
 * A plex.tv in memory: PINs, living tokens (one for each account and identifier) and devices. It fails
 * and waits as it is told.
 */
export function tokenPlex(now: () => number) {
  const users = new Map([ANN, BOB, KID, TEEN].map((user) => [user.id, user]))
  const home = tokenHome()
  const living = new Map<string, { readonly userId: string; readonly identifier: string }>()
  const pins: MadePin[] = []
  const devices: (Device & { readonly userId: string })[] = []
  const calls: string[] = []
  const faults = new Map<Method, Fault[]>()
  const hooks = new Map<Method, () => unknown>()
  let minted = 0

  function mint(userId: string, who: Identity): string {
    for (const [text, owner] of living) {
      if (owner.userId === userId && owner.identifier === who.clientIdentifier) living.delete(text)
    }
    const text = `token-${++minted}-of-${userId}`
    living.set(text, { userId, identifier: who.clientIdentifier })
    const isKnown = devices.some(
      (it) => it.userId === userId && it.clientIdentifier === who.clientIdentifier,
    )
    if (!isKnown) devices.push({ ...DEVICE, userId, id: `device-${minted}`, ...who })
    return text
  }

  function userOf(token: Token): User {
    const user = users.get(living.get(token.reveal())?.userId ?? '')
    if (!user) throw new Unauthorized('dead', { status: 401 })
    return user
  }

  function pinOf(fits: (pin: MadePin) => boolean): MadePin {
    const pin = pins.find((it) => fits(it) && it.expiresAt > now())
    if (!pin) throw new NotFound('Code not found or expired', { status: 404, code: 1020 })
    return pin
  }

  function claim(userId: string, code: string): void {
    const pin = pinOf((it) => it.code === code && it.token === null)
    pin.token = mint(userId, pin.who)
    pin.expiresAt = now() + CLAIMED_LIFE_MS
  }

  const answers: PlexClient = {
    async createPin(who) {
      const n = pins.length + 1
      const pin = { id: `pin-${n}`, code: `code-${n}`, expiresAt: now() + PIN_LIFE_MS, token: null }
      pins.push({ ...pin, who })
      return pin
    },
    async getPin(who, id) {
      const pin = pinOf((it) => it.id === id && it.who.clientIdentifier === who.clientIdentifier)
      return { ...pin, token: pin.token === null ? null : new Token(pin.token) }
    },
    async getPinInfo(who, code) {
      const { who: maker } = pinOf((it) => it.code === code)
      // Nobody who types a short code knows whose it is.
      if (code.length > 4 && maker.clientIdentifier !== who.clientIdentifier) pinOf(() => false)
      const { product, clientIdentifier } = maker
      const place = { source: '192.0.2.1 (Springfield)', ipMatches: true, isSafeOrigin: true }
      return { product, clientIdentifier, ...place, ...plex.info }
    },
    async linkPin(_, token, code) {
      const user = userOf(token)
      home.mayLink(user)
      claim(user.id, code)
    },
    getUser: async (_, token) => userOf(token),
    async ping(_, token) {
      userOf(token)
      return { kind: 'ok' }
    },
    async signOut(_, token) {
      userOf(token)
      living.delete(token.reveal())
    },
    async listDevices(_, token) {
      const { id } = userOf(token)
      return devices.filter(({ userId }) => userId === id)
    },
    async removeDevice(_, token, id) {
      const { id: userId } = userOf(token)
      const at = devices.findIndex((it) => it.id === id && it.userId === userId)
      const [gone] = at < 0 ? [] : devices.splice(at, 1)
      if (!gone) throw new NotFound('no such device', { status: 404 })
      for (const [text, owner] of living) {
        if (owner.identifier === gone.clientIdentifier && owner.userId === userId)
          living.delete(text)
      }
    },
    async listServers(_, token) {
      userOf(token)
      return plex.servers
    },
    listHomeUsers: async (_, token) => home.usersFor(userOf(token).id),
    // Its refusals become answers below.
    async switchHomeUser(who, token, request) {
      const user = home.memberFor(userOf(token).id, request)
      return { kind: 'switched', user, token: new Token(mint(user.id, who)) }
    },
  }
  const methods = Object.keys(answers) as Method[]

  /** Each call is noted, and meets its faults in order. */
  function faulty(method: Method) {
    return async (...input: unknown[]) => {
      const [who] = input as [Identity]
      const name = `${method} ${who.clientIdentifier}`
      calls.push(method === 'linkPin' ? `${name} as ${who.product}` : name)
      const hook = hooks.get(method)
      hooks.delete(method)
      await hook?.()
      const failure = plex.fails[method]
      if (failure) throw failure
      const fault = faults.get(method)?.shift()
      if (fault && fault.when !== 'after') throw fault.error
      const answer = await (answers[method] as (...input: unknown[]) => Promise<unknown>)(...input)
      if (fault) throw fault.error
      return answer
    }
  }

  const raw = Object.fromEntries(
    methods.map((method) => [method, faulty(method)]),
  ) as unknown as Omit<PlexClient, 'switchHomeUser'> & {
    switchHomeUser(...input: unknown[]): Promise<SwitchedUser>
  }
  const client: PlexClient = {
    ...raw,
    ping: (...input) => pinged(raw.ping(...input)),
    switchHomeUser: (...input) => switched(raw.switchHomeUser(...input)),
  }

  const plex = {
    client,
    /** What was asked, and as whom: `getUser client-1`. */
    calls,
    pins,
    devices,
    living,
    count: (method: Method) => calls.filter((call) => call.startsWith(`${method} `)).length,
    servers: [] as Server[],
    /** Told of a PIN in place of what is true. */
    info: {} as Partial<PinInfo>,
    /** A site or a device makes a PIN of its own, which says nothing of us; gives its code. */
    makePin(who: Identity, code = `strange${pins.length}`.padEnd(25, '0')): string {
      const pin = { id: `pin-of-${code}`, code, expiresAt: now() + PIN_LIFE_MS, token: null, who }
      pins.push(pin)
      return code
    },
    /** These go wrong each time, until they are mended. */
    fails: {} as Partial<Record<Method, PlexError>>,
    /** The next calls of this method go wrong, each once. */
    fail: (method: Method, ...news: Fault[]) =>
      faults.set(method, [...(faults.get(method) ?? []), ...news]),
    failAll(error: PlexError) {
      plex.fails = Object.fromEntries(methods.map((method) => [method, error]))
    },
    mend() {
      plex.fails = {}
      faults.clear()
    },
    /** Something else happens while Plex is asked this, the next time. */
    meanwhile: (method: Method, happens: () => unknown) => void hooks.set(method, happens),
    /** The next call of this method waits for the test to let it be answered. */
    hold(method: Method) {
      const [asked, answered] = [gate(), gate()]
      plex.meanwhile(method, () => {
        asked.open()
        return answered.closed
      })
      return { asked: asked.closed, answer: answered.open }
    },
    /** Somebody signs in to our own device. */
    signIn: (user: User, who: Identity) => new Token(mint(user.id, who)),
    /** The person approves a PIN at Plex's own page. */
    approve: (user: User, code: string) => claim(user.id, code),
    kill: (text: string) => living.delete(text),
    /** As a new password does. */
    killAllOf(...owners: readonly User[]) {
      for (const [text, { userId }] of living)
        if (owners.some(({ id }) => id === userId)) living.delete(text)
    },
    home,
    /** What lives under other identifiers than our own. */
    made: (own = IDENTITY.clientIdentifier) =>
      [...living].filter(([, { identifier }]) => identifier !== own).map(([text]) => text),
  }
  return plex
}

const DEVICE: Omit<Device, 'id' | 'clientIdentifier'> = {
  name: '',
  product: '',
  platform: '',
  lastSeenAt: null,
  createdAt: null,
}
