import type { Accounts } from '../accounts/accounts.ts'
import { createDesk } from '../approvals/desk.ts'
import { createPageRouter } from '../page-api/router.ts'
import type { Downward, Upward } from '../page-api/wire.ts'
import type { PlexError } from '../plex/errors.ts'
import { Token } from '../plex/token.ts'
import type { Grant } from '../sites/policy.ts'
import { createSites } from '../sites/store.ts'
import { createStore } from '../storage/store.ts'
import { createClock, settle } from './clock.ts'
import { memoryArea } from './memory-area.ts'
import { IDENTITY, SECRET } from './plex-server.ts'
import { fakePort } from './ports.ts'

export const OWN_ID = 'foyer@example'
export const APP = 'https://app.example'
export const OTHER = 'https://other.example'

/** The background as a page meets it: real sites and desk, an account that does as it is told. */
export function pageWorld() {
  const [area, clock] = [memoryArea(), createClock()]
  const woken: string[] = []
  const presented: { tabId: number; clicked: boolean }[] = []
  const sites = createSites(
    createStore(area, () => {}),
    clock.now,
    (origin) => router.changed(origin),
  )
  const desk = createDesk({
    session: memoryArea(),
    now: clock.now,
    after: clock.after,
    setAlarm: () => {},
    changed: () => {},
  })
  const account = {
    health: 'ok' as 'ok' | 'signed_out' | null,
    checkFails: null as PlexError | null,
    checks: 0,
    /** Bob is signed in as well. */
    hasBob: false,
    /** Called while the token is being read. */
    whileReading: async () => {},
  }
  const list = async () => [
    ...(account.health ? [{ id: 'ann', health: account.health }] : []),
    ...(account.hasBob ? [{ id: 'bob', health: 'ok' }] : []),
  ]
  const accounts = {
    list,
    get: async (id: string) => (await list()).find((known) => known.id === id) ?? null,
    async token() {
      const token = account.health === 'ok' ? new Token(SECRET) : null
      await account.whileReading()
      return token
    },
    async check() {
      account.checks++
      return account.checkFails
    },
  } as unknown as Accounts
  const router = createPageRouter({
    ownId: OWN_ID,
    sites,
    accounts,
    desk,
    identity: async () => IDENTITY,
    now: clock.now,
    present: (tabId, clicked) => void presented.push({ tabId, clicked }),
    wake: (origin) => void woken.push(origin ?? 'all'),
  })

  const senderOf = (origin: string) => ({ id: OWN_ID, origin, frameId: 0, tab: { id: 7 } })
  let sessions = 0

  /** A page's bridge connects; gives the bridge's end. */
  function visit(origin = APP, more: object = {}, session = `s${++sessions}`) {
    const sender = { ...senderOf(origin), ...more }
    const port = fakePort<Upward, Downward>(`foyer-page:${session}`, sender)
    router.connect(port)
    let nextId = 1
    return {
      port,
      session,
      heard: port.posted,
      /** Sends a request and gives its answer, if one has come. */
      async ask(method: string, params?: unknown, clicked = false) {
        const id = nextId++
        const request = { jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) }
        port.say({ request, clicked } as Upward)
        await settle()
        return answerTo(id)
      },
      answerTo,
    }
    function answerTo(id: number) {
      return port.posted.find(
        (message) => typeof message === 'object' && 'id' in message && message.id === id,
      )
    }
  }

  async function allow(origin = APP, grant: Partial<Grant> | null = null): Promise<void> {
    await sites.allow(origin)
    if (!grant) return
    const whole = { origin, accountId: 'ann', scopes: ['token'], tokenKind: 'account' } as const
    await sites.grant({ ...whole, since: clock.now(), expiresAt: null, ...grant })
  }

  return { router, sites, desk, area, account, clock, woken, presented, visit, allow }
}

export function error(code: number, reason: string, retryable: boolean) {
  return { error: { code, message: expectAny, data: { reason, retryable } } }
}

const expectAny = {
  asymmetricMatch: (text: unknown) => typeof text === 'string' && text.length > 0,
}
