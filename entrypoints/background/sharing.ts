import { addressOf } from '../../lib/approvals/surface.ts'
import { setExpiryAlarm } from '../../lib/sites/alarm.ts'
import { injectBridges, registerBridges } from '../../lib/sites/bridges.ts'
import { createChanging } from '../../lib/sites/changing.ts'
import { createGatekeeper } from '../../lib/sites/gatekeeper.ts'
import { createGranting } from '../../lib/sites/granting.ts'
import { createGrants, type GrantEnd } from '../../lib/sites/grants.ts'
import { hasHost, removeHost } from '../../lib/sites/permissions.ts'
import type { Grant } from '../../lib/sites/policy.ts'
import { settleApart, settleTogether } from '../../lib/sites/settling.ts'
import { createSites } from '../../lib/sites/sites.ts'
import { createVisits } from '../../lib/sites/visits.ts'
import { session } from '../../lib/storage/browser-areas.ts'
import { setEndingAlarm } from '../../lib/tokens/alarm.ts'
import { createShelf } from '../../lib/tokens/shelf.ts'
import { createTokens } from '../../lib/tokens/tokens.ts'
import { now, pause } from './clock.ts'
import type { Ground } from './ground.ts'
import type { Signals } from './signals.ts'

export type Sharing = ReturnType<typeof createSharing>

/** The sites, what each has, and the tokens made for them. */
export function createSharing(ground: Ground, signals: Signals) {
  const { store, sessionStore, vault, plex, identity, accounts, activity, browserSession } = ground

  const tokens = createTokens({
    shelf: createShelf(store, vault),
    plex,
    identity,
    accountToken: accounts.token,
    lastAccountToken: accounts.lastToken,
    userIdOf,
    accountIds: async () => (await accounts.list()).map(({ id }) => id),
    mayReturn: async (accountId) => {
      const account = await accounts.get(accountId)
      return account !== null && account.health !== 'signing_out'
    },
    now,
    pause,
    setAlarm: setEndingAlarm,
    toEnd: () => signals.endings(),
  })

  /** @throws PlexError where Plex has to be asked and can't be */
  async function userIdOf(accountId: string): Promise<string | null> {
    const known = (await accounts.get(accountId))?.user
    const failure = known ? null : await accounts.check(accountId)
    if (failure) throw failure
    return (await accounts.get(accountId))?.user?.id ?? null
  }

  async function mayHave({ origin, accountId }: Grant): Promise<boolean> {
    const account = await accounts.get(accountId)
    if (!account || account.health === 'signing_out') return false
    return (await sites.get(origin)) !== null
  }

  function ended({ origin }: Grant, why: GrantEnd): void {
    if (why !== 'replaced') signals.pages(origin)
  }

  const visits = createVisits(session)

  const grants = createGrants({
    store,
    now,
    session: browserSession,
    mayHave,
    settle: settleTogether(tokens, store),
    setAlarm: (at) => setExpiryAlarm(false, at),
    given: (grant) => signals.pages(grant.origin),
    ended(grant, why) {
      const { origin, scopes } = grant
      if (why === 'expired') {
        activity.note({ origin, asked: 'grant.expired', scopes, answered: 'ended' })
      }
      ended(grant, why)
    },
  })

  // Private windows leave no trace on the disk, but for the identifiers by which their tokens end.
  const privateGrants = createGrants({
    store: sessionStore,
    now,
    session: browserSession,
    mayHave,
    settle: settleApart(tokens, store, sessionStore),
    setAlarm: (at) => setExpiryAlarm(true, at),
    given: (grant) => signals.pages(grant.origin),
    ended,
  })

  const grantsOf = (isPrivate: boolean) => (isPrivate ? privateGrants : grants)

  const sites = createSites({
    store,
    now,
    allowed(origin) {
      activity.note({ origin, asked: 'site.allow', answered: 'allowed' })
      signals.pages(origin)
    },
    async leaving(origin) {
      await grants.end(origin, 'revoked')
      await privateGrants.end(origin, 'revoked')
    },
    left(origin) {
      activity.note({ origin, asked: 'site.stop', answered: 'ended' })
      signals.pages(origin)
    },
  })

  const gatekeeper = createGatekeeper({
    sites,
    session,
    now,
    hasHost,
    removeHost,
    registerBridges,
    injectBridges: async (origins) =>
      injectBridges(origins, (await ground.settings.get()).privateWindows),
  })
  const granting = createGranting({
    tokens,
    grantsOf,
    visits,
    addressOf,
    session: browserSession,
    now,
  })
  const changing = createChanging(grants, granting)

  return { tokens, grantsOf, sites, gatekeeper, granting, changing, visits }
}
