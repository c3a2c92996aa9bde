import { LISTED } from '../../entrypoints/background/listed.ts'
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
import { createStore } from '../storage/store.ts'
import type { Vault } from '../storage/vault.ts'
import { createShelf } from '../tokens/shelf.ts'
import { createTokens } from '../tokens/tokens.ts'
import { ANN } from './accounts-world.ts'
import { type createClock, settle } from './clock.ts'
import type { createLife } from './life.ts'
import type { MemoryArea } from './memory-area.ts'
import { IDENTITY } from './plex-server.ts'
import type { tokenPlex } from './token-plex.ts'

export const APP = 'https://app.example'
export const OTHER = 'https://other.example'

/** What outlives a background. */
export interface Surroundings {
  readonly clock: ReturnType<typeof createClock>
  readonly local: MemoryArea
  readonly session: MemoryArea
  readonly plex: ReturnType<typeof tokenPlex>
  readonly vault: Vault
  /** What each tab shows. */
  readonly tabs: Map<number, string>
  /** Plex's own page: the codes it was opened with, and how often it was closed. */
  readonly page: { readonly opened: string[]; closed: number; fails: Error | null }
  readonly alarms: Record<string, number | null>
  /** Faults that nobody waits for. */
  readonly errors: unknown[]
  readonly ends: [origin: string, why: GrantEnd][]
}

/** The background as far as tokens go, wired as `entrypoints/background` does it. */
export function createBackground(world: Surroundings, life: ReturnType<typeof createLife>) {
  const { clock, local, session, plex, vault, tabs, page, alarms, errors, ends } = world
  const area = life.area(local)
  const sessionArea = life.area(session)
  const complain = (error: Error) => void errors.push(error)
  const store = createStore(area, complain, LISTED)
  const sessionStore = createStore(sessionArea, complain)
  const client = life.wrap(plex.client)
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
      if (!life.isOver()) alarms.ending = at
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
      if (!life.isOver()) alarms[name] = at
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
    await accounts.leave(async (id) => !(await tokens.accountsInUse()).has(id))
  }

  async function wanted(): Promise<ReadonlySet<string>> {
    const given = await Promise.all([grants.list(), privateGrants.list()])
    const plans = (await desk.open()).map(({ work }) => work?.plan)
    return new Set([...given.flat(), ...plans].flatMap((it) => it?.clientIdentifier ?? []))
  }

  async function tidy(): Promise<void> {
    await sweep()
    await tokens.tidy(wanted)
    await endAtPlex()
  }

  async function sweep(): Promise<void> {
    for (const isPrivate of [false, true]) await grantsOf(isPrivate).sweep()
  }

  const settleOnce = onceASession(sessionArea, 'settled', async () => {
    await tidy()
  })

  /** What ended while a background was being stopped. */
  async function endMissed(): Promise<void> {
    for (const tabId of await visits.list()) {
      const url = await addressOf(tabId)
      for (const isPrivate of [false, true]) await grantsOf(isPrivate).endVisit(tabId, url)
    }
    const list = await accounts.list()
    if (list.some(({ health }) => health === 'signing_out')) await tidy()
  }

  /** What each wake does. */
  async function chores(): Promise<void> {
    note(settleOnce())
    note(endMissed())
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

export type Background = ReturnType<typeof createBackground>
