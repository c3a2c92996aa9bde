import { unlessUnusable } from '../storage/collection.ts'
import { type Change, drop, put, type Store } from '../storage/store.ts'
import { createTurns } from '../storage/turns.ts'
import type { Holders } from '../tokens/holding.ts'
import { GRANTS, USES } from './grant-records.ts'
import { type Grant, isLive, originOf } from './policy.ts'

export type GrantEnd = 'expired' | 'revoked' | 'released' | 'replaced'

export interface GrantsWorld {
  readonly store: Store
  readonly now: () => number
  readonly session: () => Promise<string>
  /** Whether there is a site to give to, and an account to give of. */
  readonly mayHave: (grant: Grant) => Promise<boolean>
  /** Writes grants together with who holds their tokens; false where a token can't be held any more. */
  readonly settle: (holders: Holders, changes: Change[]) => Promise<boolean>
  /** Has the browser wake us to sweep, at a time in ms since the epoch; null: none runs out by the clock. */
  readonly setAlarm: (at: number | null) => void
  readonly given: (grant: Grant) => void
  readonly ended: (grant: Grant, why: GrantEnd) => void
}

type Fits = (grant: Grant) => boolean | Promise<boolean>

/** How often "last used" is written down, in ms. */
const USED_EVERY_MS = 60_000
const SWEEP_AGAIN_MS = 60_000

/** What the allowed sites may have, at rest. */
export function createGrants(world: GrantsWorld) {
  const { store, now, session, mayHave, settle, setAlarm, given, ended } = world
  /** One look and the change that follows from it at a time. */
  const inTurn = createTurns()

  /** Null also where it can't be read: then it gives nothing, and its token is ended as nobody's. */
  const stored = (origin: string): Promise<Grant | null> =>
    store.read(GRANTS, origin).catch(unlessUnusable)

  async function isOver(grant: Grant): Promise<boolean> {
    return !isLive(grant, { now: now(), session: grant.session === null ? '' : await session() })
  }

  async function all(): Promise<Grant[]> {
    return [...(await store.readAll(GRANTS)).values()]
  }

  async function live(origin: string): Promise<Grant | null> {
    const grant = await stored(origin)
    return grant && (await isOver(grant)) ? null : grant
  }

  /** @param news what is about to be written */
  async function setNextAlarm(...news: Grant[]): Promise<void> {
    const times = [...(await all()), ...news].flatMap(({ expiresAt }) => expiresAt ?? [])
    const next = Math.min(...times)
    if (times.length) setAlarm(next > now() ? next : now() + SWEEP_AGAIN_MS)
    else setAlarm(null)
  }

  const end = (origin: string, why: GrantEnd, fits: Fits = () => true): Promise<void> =>
    inTurn(async () => {
      const grant = await stored(origin)
      if (!grant || !(await fits(grant))) return
      // Removing is a step of its own: after a stop in between, it is over all the same.
      const over = put(GRANTS, origin, { ...grant, expiresAt: 0 })
      const holders = { held: null, ended: grant.clientIdentifier }
      await settle(holders, [over, drop(GRANTS, origin), drop(USES, origin)])
      await setNextAlarm()
      ended(grant, why)
    })

  async function endEach(why: GrantEnd, fits: Fits): Promise<void> {
    for (const grant of await all()) if (await fits(grant)) await end(grant.origin, why, fits)
  }

  return {
    /** The grant as it stands on the disk, live or not. */
    peek: stored,

    /** The grant that an origin can use now, or null. One that is over ends here, whatever became of its alarm. */
    async live(origin: string): Promise<Grant | null> {
      const grant = await live(origin)
      if (!grant && (await stored(origin))) await end(origin, 'expired', isOver)
      return grant
    },

    async list(): Promise<Grant[]> {
      const grants = await all()
      const over = await Promise.all(grants.map(isOver))
      return grants.filter((_, index) => !over[index])
    },

    /**
     * @param fits whether it may take the place of what the origin has now
     * @returns false where it may not be given any more
     */
    give: (
      grant: Grant,
      fits: (standing: Grant | null) => boolean = () => true,
    ): Promise<boolean> =>
      inTurn(async () => {
        const { origin, clientIdentifier } = grant
        if (!fits(await live(origin)) || !(await mayHave(grant))) return false
        const former = await stored(origin)
        const lost = former && former.clientIdentifier !== clientIdentifier ? former : null
        const holders = { held: clientIdentifier, ended: lost?.clientIdentifier ?? null }
        // First: without its alarm it would end late at Plex, were we stopped right after.
        await setNextAlarm(grant)
        if (!(await settle(holders, [put(GRANTS, origin, grant)]))) return false
        if (lost) ended(lost, 'replaced')
        given(grant)
        return true
      }),

    end: (origin: string, why: GrantEnd): Promise<void> => end(origin, why),

    endAccount: (accountId: string) => endEach('revoked', (grant) => grant.accountId === accountId),

    /** Ends what has the token of this identifier. */
    endHolder: (clientIdentifier: string) =>
      endEach('revoked', (grant) => grant.clientIdentifier === clientIdentifier),

    endAll: () => endEach('revoked', () => true),

    /** Ends what was for one visit of a tab, which now shows this address, or none. */
    endVisit: (tabId: number, url?: string) =>
      endEach('expired', (grant) => grant.tabId === tabId && originOf(url) !== grant.origin),

    /** Ends what is over, and what a stop left without its site or account. */
    async sweep(): Promise<void> {
      try {
        await endEach('expired', isOver)
        await endEach('revoked', async (grant) => !(await mayHave(grant)))
      } finally {
        await inTurn(() => setNextAlarm())
      }
    },

    async used(origin: string): Promise<void> {
      const isKnown = async () => {
        const use = await store.read(USES, origin)
        return use !== null && now() - use.lastUsedAt < USED_EVERY_MS
      }
      if (await isKnown()) return
      await inTurn(async () => {
        if ((await isKnown()) || !(await stored(origin))) return
        await store.write(put(USES, origin, { lastUsedAt: now() }))
      })
    },

    /** Since when each origin has what it has, live or not, without a look at the grants themselves. */
    since: (): Promise<ReadonlyMap<string, number>> => store.ranks(GRANTS),

    /** When each origin last used what it has. */
    lastUsed: (): Promise<ReadonlyMap<string, number>> => store.ranks(USES),
  }
}

export type Grants = ReturnType<typeof createGrants>
