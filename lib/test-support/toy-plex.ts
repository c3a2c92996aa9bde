import type { PlexClient } from '../plex/client.ts'
import type { Device } from '../plex/devices.ts'
import { NotFound, type PlexError, Unauthorized } from '../plex/errors.ts'
import { switched } from '../plex/home-switch.ts'
import type { Identity } from '../plex/identity.ts'
import { pinged } from '../plex/ping.ts'
import type { Server } from '../plex/servers.ts'
import { Token } from '../plex/token.ts'
import type { User } from '../plex/user.ts'
import { gate } from './link-world.ts'

interface ToyPin {
  readonly code: string
  readonly clientIdentifier: string
  token: string | null
}

type Method = keyof PlexClient

/** A plex.tv in memory that keeps tokens, PINs and devices, and fails and waits as it is told. */
export function toyPlex(now: () => number) {
  /** The tokens that live, by their texts. */
  const tokens = new Map<string, { readonly user: User; readonly clientIdentifier: string }>()
  const pins = new Map<string, ToyPin>()
  const devices = new Map<string, Device & { readonly userId: string }>()
  const held = new Map<Method, { asked: () => void; closed: Promise<void> }>()
  let made = 0

  const toy = {
    tokens,
    devices,
    /** What was asked, and as whom: `getUser client-1`. */
    calls: [] as string[],
    fails: {} as Partial<Record<Method, PlexError>>,
    servers: [] as Server[],

    /** Somebody signs in as this client. */
    newToken(user: User, clientIdentifier: string): string {
      for (const [text, known] of tokens) {
        const isSame = known.clientIdentifier === clientIdentifier && known.user.id === user.id
        if (isSame) tokens.delete(text)
      }
      const text = `token-${++made}`
      tokens.set(text, { user, clientIdentifier })
      const device = { name: '', product: '', platform: '', lastSeenAt: null, createdAt: null }
      const id = `device-${made}`
      devices.set(id, { ...device, id, clientIdentifier, userId: user.id })
      return text
    },

    /** The next call of this method waits. */
    hold(method: Method) {
      const [asked, answered] = [gate(), gate()]
      held.set(method, { asked: asked.open, closed: answered.closed })
      return { asked: asked.closed, answer: answered.open }
    },

    count: (method: Method) => toy.calls.filter((call) => call.startsWith(`${method} `)).length,
    client: {} as PlexClient,
  }

  async function step(method: Method, { clientIdentifier }: Identity): Promise<void> {
    toy.calls.push(`${method} ${clientIdentifier}`)
    const wait = held.get(method)
    held.delete(method)
    wait?.asked()
    await wait?.closed
    const failure = toy.fails[method]
    if (failure) throw failure
  }

  function userOf(token: Token): User {
    const known = tokens.get(token.reveal())
    if (!known) throw new Unauthorized('no', { status: 401 })
    return known.user
  }

  const toPin = (id: string, { code, token }: ToyPin) => {
    return {
      id,
      code,
      expiresAt: now() + 1_800_000,
      token: token === null ? null : new Token(token),
    }
  }

  toy.client = {
    async createPin(who) {
      await step('createPin', who)
      const id = `pin-${++made}`
      const pin = { code: `code-${made}`, clientIdentifier: who.clientIdentifier, token: null }
      pins.set(id, pin)
      return toPin(id, pin)
    },
    async getPin(who, id) {
      await step('getPin', who)
      const pin = pins.get(id)
      if (pin?.clientIdentifier !== who.clientIdentifier) throw new NotFound('no', { status: 404 })
      return toPin(id, pin)
    },
    async linkPin(who, token, code) {
      await step('linkPin', who)
      const user = userOf(token)
      const pin = [...pins.values()].find((known) => known.code === code)
      if (!pin) throw new NotFound('no', { status: 404 })
      pin.token = toy.newToken(user, pin.clientIdentifier)
    },
    async getUser(who, token) {
      await step('getUser', who)
      return userOf(token)
    },
    ping: (who, token) => pinged(step('ping', who).then(() => userOf(token))),
    async signOut(who, token) {
      await step('signOut', who)
      userOf(token)
      tokens.delete(token.reveal())
    },
    async listDevices(who, token) {
      await step('listDevices', who)
      const { id } = userOf(token)
      return [...devices.values()].filter(({ userId }) => userId === id)
    },
    async removeDevice(who, token, id) {
      await step('removeDevice', who)
      userOf(token)
      const gone = devices.get(id)
      devices.delete(id)
      for (const [text, known] of tokens) {
        if (known.clientIdentifier === gone?.clientIdentifier) tokens.delete(text)
      }
    },
    async listServers(who, token) {
      await step('listServers', who)
      userOf(token)
      return toy.servers
    },
    // Nobody here has a Home.
    async listHomeUsers(who, token) {
      await step('listHomeUsers', who)
      userOf(token)
      return []
    },
    switchHomeUser: (who, token) =>
      switched(
        step('switchHomeUser', who).then(() => {
          userOf(token)
          throw new NotFound('no', { status: 404 })
        }),
      ),
  }
  return toy
}
