import { createAccounts } from '../accounts/accounts.ts'
import { Token } from '../plex/token.ts'
import type { User } from '../plex/user.ts'
import { createSettings } from '../settings/settings.ts'
import { createGranting, type Wish } from '../sites/granting.ts'
import { createGrants } from '../sites/grants.ts'
import { settleApart, settleTogether } from '../sites/settling.ts'
import { createSites } from '../sites/sites.ts'
import { createStore } from '../storage/store.ts'
import { createShelf } from '../tokens/shelf.ts'
import { createTokens } from '../tokens/tokens.ts'
import { createTools } from '../tools/tools.ts'
import { ANN } from './accounts-world.ts'
import { createClock } from './clock.ts'
import { memoryArea } from './memory-area.ts'
import { IDENTITY } from './plex-server.ts'
import { toyPlex } from './toy-plex.ts'
import { testVault } from './vault.ts'

export const APP = 'https://app.example'
export const OTHER = 'https://other.example'
export const TAB = 7

/** Accounts, sites, grants and tokens as they are, over storage in memory and a toy plex.tv. */
export function sharingWorld(area = memoryArea(), sessionArea = memoryArea()) {
  const clock = createClock()
  const { now } = clock
  const plex = toyPlex(now)
  const vault = testVault()
  const [store, sessionStore] = [area, sessionArea].map((it) => createStore(it, () => {})) as [
    ReturnType<typeof createStore>,
    ReturnType<typeof createStore>,
  ]
  const identity = async () => IDENTITY
  const session = async () => 'session-1'
  const news = {
    /** The pages of this origin, or of all. */
    pages: (_origin?: string) => {},
    ui: () => {},
  }
  const accounts = createAccounts({
    store,
    vault,
    plex: plex.client,
    identity,
    now,
    changed: () => news.pages(),
  })
  async function isThere(accountId: string): Promise<boolean> {
    const account = await accounts.get(accountId)
    return account !== null && account.health !== 'signing_out'
  }

  const tokens = createTokens({
    shelf: createShelf(store, vault),
    plex: plex.client,
    identity,
    accountToken: accounts.token,
    lastAccountToken: accounts.lastToken,
    accountIds: async () => (await accounts.list()).map(({ id }) => id),
    mayReturn: isThere,
    userIdOf: async (id) => (await accounts.get(id))?.user?.id ?? null,
    now,
    pause: async () => {},
    setAlarm: () => {},
    toEnd: () => {},
  })
  const tools = createTools({
    store,
    tokens,
    plex: plex.client,
    identity,
    account: accounts.get,
    check: accounts.check,
    plexPage: { open: async () => {}, close: async () => {} },
    now,
    pause: async () => {},
    stayAwake: () => {},
    aside: (work) => void work,
  })
  const newGrants = (isPrivate: boolean) =>
    createGrants({
      store: isPrivate ? sessionStore : store,
      now,
      session,
      mayHave: async ({ origin, accountId }) =>
        (await isThere(accountId)) && (await sites.get(origin)) !== null,
      setAlarm: () => {},
      settle: isPrivate ? settleApart(tokens, store, sessionStore) : settleTogether(tokens, store),
      given: ({ origin }) => news.pages(origin),
      ended: ({ origin }) => news.pages(origin),
    })
  const [grants, privateGrants] = [newGrants(false), newGrants(true)]
  const grantsOf = (isPrivate: boolean) => (isPrivate ? privateGrants : grants)
  const sites = createSites({
    store,
    now,
    allowed: (origin) => news.pages(origin),
    async leaving(origin) {
      for (const isPrivate of [false, true]) await grantsOf(isPrivate).end(origin, 'revoked')
    },
    left: (origin) => news.pages(origin),
  })
  const settings = createSettings(store, () => news.pages())
  const granting = createGranting({
    tokens,
    grantsOf,
    visits: { begin: async () => {} },
    addressOf: async () => APP,
    session,
    now,
  })

  /** Somebody is signed in; gives the account's id. */
  async function signIn(user: User = ANN): Promise<string> {
    const change = await accounts.adding(new Token(plex.newToken(user, IDENTITY.clientIdentifier)))
    await store.write(change)
    const id = change.key.slice('account:'.length)
    await accounts.check(id)
    return id
  }

  /** What the person gives a site that they allowed: a token of its own, of the first account. */
  async function give(origin = APP, wish: Partial<Wish> = {}): Promise<void> {
    await sites.allow(origin)
    const accountId = wish.accountId ?? (await accounts.list())[0]?.id ?? ''
    const what = { scopes: ['token'], tokenKind: 'site', email: false } as const
    const term = { duration: 'until_revoked', tabId: TAB, isPrivate: false } as const
    const plan = await granting.plan({ origin, ...what, ...term, ...wish, accountId })
    await granting.grant(plan, (commit) => commit())
  }

  /** Plex ends whatever waits for it. */
  async function endAtPlex(): Promise<void> {
    await tokens.endAtPlex(true)
    const busy = await tokens.accountsInUse()
    await accounts.leave(async (id) => !busy.has(id))
  }

  return {
    ...{ area, sessionArea, clock, plex, vault, store, identity, news, accounts, tokens, tools },
    ...{ grants, privateGrants, grantsOf, sites, settings, granting, signIn, give, endAtPlex },
  }
}
