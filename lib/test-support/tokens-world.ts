import { createAccounts } from '../accounts/accounts.ts'
import { createDecisions } from '../approvals/decisions.ts'
import { createDesk, type Decision } from '../approvals/desk.ts'
import type { Ask } from '../approvals/queue.ts'
import type { User } from '../plex/user.ts'
import { createChanging } from '../sites/changing.ts'
import { createGranting } from '../sites/granting.ts'
import { createGrants, type GrantEnd } from '../sites/grants.ts'
import type { Grant } from '../sites/policy.ts'
import { settleApart, settleTogether } from '../sites/settling.ts'
import { createSites } from '../sites/sites.ts'
import { createVisits } from '../sites/visits.ts'
import { createBrowserSession } from '../storage/browser-session.ts'
import { onceASession } from '../storage/once-a-session.ts'
import type { Sealed } from '../storage/seal.ts'
import { createStore } from '../storage/store.ts'
import type { Vault } from '../storage/vault.ts'
import { createShelf } from '../tokens/shelf.ts'
import { createTokens } from '../tokens/tokens.ts'
import { ANN } from './accounts-world.ts'
import { createClock, settle } from './clock.ts'
import { createLife } from './life.ts'
import { memoryArea } from './memory-area.ts'
import { IDENTITY } from './plex-server.ts'
import { tokenPlex } from './token-plex.ts'

export const APP = 'https://app.example'
export const OTHER = 'https://other.example'

/** A vault that needs no time, so that a test knows when all is done. */
export function plainVault(key = 'key'): Vault {
  return {
    seal: async (purpose, text) => ({ v: 1, iv: key, data: JSON.stringify([purpose, text]) }),
    async open(purpose, { iv, data }: Sealed) {
      const [sealedFor, text] = JSON.parse(data)
      return iv === key && sealedFor === purpose ? text : null
    },
    isLasting: async () => true,
  }
}

/**
 * What outlives the background (disk, plex.tv, clock, tabs, alarms), and the
 * background itself, wired as `entrypoints/background` does it.
 */
export function tokensWorld({ vault = plainVault() } = {}) {
  const clock = createClock()
  const [local, session] = [memoryArea(), memoryArea()]
  const plex = tokenPlex(clock.now)
  const tabs = new Map([[1, `${APP}/page`]])
  const errors: unknown[] = []
  const ends: [origin: string, why: GrantEnd][] = []
  const page = { opened: [] as string[], closed: 0, fails: null as Error | null }
  const alarms = { ending: null, usual: null, private: null } as Record<string, number | null>
  let life = createLife()

  function boot(next = createLife()) {
    life.end()
    life = next
    clock.drop()
    const area = next.area(local)
    const sessionArea = next.area(session)
    const [store, sessionStore] = [area, sessionArea].map((it) =>
      createStore(it, (error) => errors.push(error)),
    ) as [ReturnType<typeof createStore>, ReturnType<typeof createStore>]
    const client = next.wrap(plex.client)
    const identity = async () => IDENTITY
    const { now } = clock
    const browserSession = createBrowserSession(sessionArea)
    const note = (work: Promise<unknown>) => void work.catch((error) => errors.push(error))

    const accounts = createAccounts({
      store,
      vault,
      plex: client,
      identity,
      now,
      changed: () => {},
    })
    const tokens = createTokens({
      shelf: createShelf(store, vault),
      plex: client,
      identity,
      accountToken: accounts.token,
      lastAccountToken: accounts.lastToken,
      userIdOf: async (id) => (await accounts.get(id))?.user?.id ?? null,
      accountIds: async () => (await accounts.list()).map(({ id }) => id),
      mayReturn: async (id) => {
        const account = await accounts.get(id)
        return account !== null && account.health !== 'signing_out'
      },
      now,
      pause: async (ms) => clock.set(now() + ms),
      setAlarm: (at) => {
        if (!next.isOver()) alarms.ending = at
      },
      toEnd: () => note(endAtPlex()),
    })

    async function mayHave({ origin, accountId }: Grant): Promise<boolean> {
      const account = await accounts.get(accountId)
      if (!account || account.health === 'signing_out') return false
      return (await sites.get(origin)) !== null
    }

    const common = { now, session: browserSession, mayHave, given: () => {} }
    const expiry = (name: 'usual' | 'private') => ({
      setAlarm: (at: number | null) => {
        if (!next.isOver()) alarms[name] = at
      },
    })
    const ended = ({ origin }: Grant, why: GrantEnd) => void ends.push([origin, why])
    const usual = {
      ...common,
      store,
      settle: settleTogether(tokens, store),
      ended,
      ...expiry('usual'),
    }
    const apart = settleApart(tokens, store, sessionStore)
    const [grants, privateGrants] = [
      createGrants(usual),
      createGrants({ ...common, store: sessionStore, settle: apart, ended, ...expiry('private') }),
    ]
    const grantsOf = (isPrivate: boolean) => (isPrivate ? privateGrants : grants)
    const sites = createSites({
      store,
      now,
      allowed: () => {},
      async leaving(origin) {
        for (const isPrivate of [false, true]) await grantsOf(isPrivate).end(origin, 'revoked')
      },
      left: () => {},
    })
    const addressOf = async (tabId: number) => tabs.get(tabId)
    const visits = createVisits(sessionArea)
    const granting = createGranting({
      tokens,
      grantsOf,
      visits,
      addressOf,
      session: browserSession,
      now,
    })
    const desk = createDesk({
      session: sessionArea,
      now,
      after: clock.after,
      setAlarm: () => {},
      changed: () => {},
      dropped: ({ plan }) => note(granting.abandon(plan)),
    })
    const decisions = createDecisions({
      desk,
      granting,
      account: accounts.get,
      check: accounts.check,
      isAllowedSite: async (origin) => (await sites.get(origin)) !== null,
      addressOf,
      plexPage: {
        async open({ code }) {
          if (page.fails) throw page.fails
          page.opened.push(code)
        },
        async close() {
          page.closed++
        },
      },
      poll: tokens.poll,
      pause: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
      stayAwake: () => {},
    })

    async function endAtPlex(isNow = false): Promise<void> {
      await tokens.endAtPlex(isNow)
      const busy = await tokens.accountsInUse()
      await accounts.leave(async (id) => !busy.has(id))
    }

    async function wanted(): Promise<ReadonlySet<string>> {
      const given = await Promise.all([grants.list(), privateGrants.list()])
      const plans = (await desk.open()).map(({ work }) => work?.plan)
      return new Set([...given.flat(), ...plans].flatMap((it) => it?.clientIdentifier ?? []))
    }

    async function tidy(): Promise<void> {
      await tokens.tidy(wanted)
      await endAtPlex()
    }

    async function sweep(): Promise<void> {
      for (const isPrivate of [false, true]) await grantsOf(isPrivate).sweep()
    }

    const settleOnce = onceASession(sessionArea, 'settled', async () => {
      await sweep()
      await tidy()
    })

    /** What each wake does. */
    async function chores(): Promise<void> {
      note(settleOnce())
      note(decisions.resume())
      await settle()
    }

    /** A page asks; what it hears is to be read later. */
    function ask(more: Partial<Ask> = {}) {
      const heard = { decision: null as Decision | null }
      const request = { origin: APP, tabId: 1, scopes: ['token'] as const, reason: '' }
      const whole = { ...request, isPrivate: false, waiter: 'page/1', ...more }
      void desk
        .ask(whole, () => {})
        .then((decision) => {
          heard.decision = decision
        })
      return heard
    }

    async function signIn(user: User = ANN): Promise<string> {
      const change = await accounts.adding(plex.signIn(user, IDENTITY))
      await store.write(change)
      const id = change.key.slice('account:'.length)
      await accounts.check(id)
      return id
    }

    async function signOut(id: string): Promise<void> {
      await accounts.signOut(id)
      for (const isPrivate of [false, true]) await grantsOf(isPrivate).endAccount(id)
      await endAtPlex(true)
    }

    const lib = { store, accounts, tokens, sites, grants, privateGrants, grantsOf, visits }
    const doors = { granting, changing: createChanging(grants, granting), desk, decisions }
    return { ...lib, ...doors, ask, signIn, signOut, tidy, sweep, endAtPlex, chores, addressOf }
  }

  return {
    clock,
    local,
    session,
    plex,
    tabs,
    errors,
    ends,
    page,
    boot,
    alarms,
    /** The browser closes; it may be started again. */
    async closeBrowser(): Promise<void> {
      life.end()
      await session.remove(Object.keys(await session.get(null)))
    },
    /** Lets time pass as a browser does that wakes a background for its alarm, stopped in between. */
    async sleep(
      times: number,
      stepMs: number,
      wake: (app: ReturnType<typeof boot>) => unknown = () => {},
    ) {
      for (let time = 0; time < times; time++) {
        const app = boot()
        wake(app)
        await app.chores()
        await clock.advance(stepMs)
        const due = Object.keys(alarms).filter((name) => (alarms[name] ?? Infinity) <= clock.now())
        for (const name of due) {
          alarms[name] = null
          await (name === 'ending' ? app.tidy() : app.sweep())
        }
        await settle()
      }
    },
  }
}

export type TokensWorld = ReturnType<typeof tokensWorld>
export type Background = ReturnType<TokensWorld['boot']>
