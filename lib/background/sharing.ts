import { createChanging } from '../sites/changing.ts'
import { createGatekeeper } from '../sites/gatekeeper.ts'
import { createGranting } from '../sites/granting.ts'
import { createGrants, type GrantEnd } from '../sites/grants.ts'
import type { Grant } from '../sites/policy.ts'
import { noteRevoked } from '../sites/revoked.ts'
import { settleApart, settleTogether } from '../sites/settling.ts'
import { createSites } from '../sites/sites.ts'
import { createVisits } from '../sites/visits.ts'
import { createShelf } from '../tokens/shelf.ts'
import { createTokens } from '../tokens/tokens.ts'
import type { Ground } from './ground.ts'
import type { Records } from './records.ts'
import type { Signals } from './signals.ts'

export type Sharing = ReturnType<typeof createSharing>

/** The sites, what each has, and the tokens made for them. */
export function createSharing(ground: Ground, records: Records, signals: Signals) {
  const { session, plex, now, pause, alarms, tabs, hosts, bridges, complain } = ground
  const { store, sessionStore, identity, accounts, settings, activity, browserSession } = records
  const { vault } = records

  const tokens = createTokens({
    shelf: createShelf(store, vault),
    plex,
    identity,
    accountToken: accounts.token,
    switchTo: accounts.home.switchTo,
    lastAccountToken: accounts.lastToken,
    userIdOf,
    accountIds: async () => (await accounts.list()).map(({ id }) => id),
    mayReturn: async (accountId) => !(await accounts.isLeft(accountId)),
    now,
    pause,
    setAlarm: alarms.endings,
    toEnd: () => signals.endings(),
  })

  /** @throws PlexError where Plex has to be asked and can't be */
  async function userIdOf(accountId: string): Promise<string | null> {
    const known = (await accounts.get(accountId))?.user
    const failure = known ? null : await accounts.check(accountId)
    if (failure) throw failure
    return (await accounts.get(accountId))?.user?.id ?? null
  }

  async function mayHave({ origin, accountId, clientIdentifier }: Grant): Promise<boolean> {
    if (clientIdentifier && (await tokens.isLost(clientIdentifier))) return false
    return !(await accounts.isLeft(accountId)) && (await sites.isKnown(origin))
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
    setAlarm: (at) => alarms.expiry(false, at),
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
    setAlarm: (at) => alarms.expiry(true, at),
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
      await noteLeaving(origin).catch(complain)
      await grants.end(origin, 'revoked')
      await privateGrants.end(origin, 'revoked')
    },
    left(origin) {
      activity.note({ origin, asked: 'site.stop', answered: 'ended' })
      signals.pages(origin)
      signals.endings()
    },
  })

  /** What may have come of what it had is looked at later; whatever goes wrong here, it ends. */
  async function noteLeaving(origin: string): Promise<void> {
    const [site, grant] = await Promise.all([sites.get(origin), grants.peek(origin)])
    if (site && grant) await noteRevoked(store, site, grant, now())
  }

  const gatekeeper = createGatekeeper({
    sites,
    session,
    now,
    hasHost: hosts.has,
    removeHost: hosts.remove,
    registerBridges: bridges.register,
    injectBridges: async (origins) =>
      bridges.inject(origins, (await settings.get()).privateWindows),
  })
  const granting = createGranting({
    tokens,
    grantsOf,
    visits,
    addressOf: tabs.addressOf,
    session: browserSession,
    now,
  })
  const changing = createChanging(grants, granting)

  return { tokens, grantsOf, sites, gatekeeper, granting, changing, visits }
}
