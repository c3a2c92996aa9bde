import type { Accounts } from '../accounts/accounts.ts'
import { NoNetwork, RateLimited } from '../plex/errors.ts'
import { drop, put, type Store } from '../storage/store.ts'
import type { Tokens } from '../tokens/tokens.ts'
import { CHECKS, type Check, dueAt, type Subject } from './checks.ts'
import { createLooking, type Finding, type LookingWorld } from './looking.ts'

export interface HealthWorld extends LookingWorld {
  readonly store: Store
  readonly accounts: LookingWorld['accounts'] & Pick<Accounts, 'list'>
  readonly tokens: LookingWorld['tokens'] & Pick<Tokens, 'holdings' | 'accountOf'>
  readonly now: () => number
  readonly pause: (ms: number) => Promise<void>
  /** Has the browser wake us to go on, at a time in ms since the epoch; null: nothing is left to do. */
  readonly setAlarm: (at: number | null) => void
}

/** Between two looks, so that Plex never sees a burst. */
const PACE_MS = 2000
const RETRY_MS = 15 * 60_000
/** How soon a round that a stop cut short goes on. */
const AFTER_STOP_MS = 60_000

interface Due {
  readonly subject: Subject
  readonly at: number
}

/** Looks at every token once a day, one after the other. */
export function createHealth(world: HealthWorld) {
  const { store, accounts, tokens, now, pause, setAlarm } = world
  const look = createLooking(world)
  let round: Promise<void> | null = null
  /** Something changed since the last plan. */
  let isAsked = false

  async function subjects(): Promise<Subject[]> {
    const [list, held] = await Promise.all([accounts.list(), tokens.holdings()])
    return [
      ...list.map(({ id, tokenSince }) => ({
        id,
        accountId: id,
        isMade: false,
        since: tokenSince,
      })),
      ...held.flatMap(({ clientIdentifier: id, accountId, madeAt: since }) => {
        // What was never made is not ours to look at: whoever wants it asks for it.
        return since === null ? [] : [{ id, accountId, isMade: true, since }]
      }),
    ]
  }

  /** What is over is forgotten. */
  async function keepUp(all: readonly Subject[]): Promise<ReadonlyMap<string, Check>> {
    const checks = await store.readAll(CHECKS)
    const there = new Set(all.map(({ id }) => id))
    const over = [...checks.keys()].filter((id) => !there.has(id))
    if (over.length) await store.write(...over.map((id) => drop(CHECKS, id)))
    return checks
  }

  const looked = (): Check => ({ at: now(), retryAt: 0, needsPin: false })

  async function accountsById() {
    return new Map((await accounts.list()).map((account) => [account.id, account]))
  }

  /** Soonest first. */
  async function plan(): Promise<Due[]> {
    const all = await subjects()
    const checks = await keepUp(all)
    const byId = await accountsById()
    return all
      .flatMap((subject) => {
        const at = dueAt(subject, checks.get(subject.id) ?? null, byId)
        return at === null ? [] : [{ subject, at }]
      })
      .sort((a, b) => a.at - b.at)
  }

  async function note({ id }: Subject, finding: Finding): Promise<number> {
    const before = await store.read(CHECKS, id)
    if (finding.kind !== 'trouble') {
      await store.write(put(CHECKS, id, { ...looked(), needsPin: finding.kind === 'needs_pin' }))
      return now()
    }
    const asked = finding.error instanceof RateLimited ? (finding.error.retryAfter ?? 0) : 0
    const retryAt = now() + Math.max(RETRY_MS, asked)
    await store.write(put(CHECKS, id, { at: 0, needsPin: false, ...before, retryAt }))
    return retryAt
  }

  /** @returns when to go on, in ms since the epoch; null: there is nothing to look at */
  async function goRound(): Promise<number | null> {
    for (;;) {
      isAsked = false
      const all = await plan()
      const due = all.filter(({ at }) => at <= now())
      if (!due.length) return all[0]?.at ?? null
      for (const { subject } of due) {
        setAlarm(now() + AFTER_STOP_MS)
        const finding = await look(subject)
        const goOnAt = await note(subject, finding)
        // Each of the others would meet the same, or slow Plex down even more.
        if (finding.kind === 'trouble' && isForAll(finding.error)) return goOnAt
        await pause(PACE_MS)
        if (isAsked) break
      }
    }
  }

  async function go(): Promise<void> {
    let next: number | null = now() + AFTER_STOP_MS
    try {
      do next = await goRound()
      while (isAsked)
    } finally {
      setAlarm(next)
    }
  }

  return {
    /** Looks at what is due. Any number of times. */
    resume(): Promise<void> {
      isAsked = true
      round ??= go().finally(() => {
        round = null
      })
      return round
    },

    /** The accounts whose tokens only their Home user's PIN brings back. */
    async needPin(): Promise<ReadonlySet<string>> {
      const ids = [...(await store.readRanked(CHECKS)).keys()]
      const whose = await Promise.all(
        ids.map(async (id) => (await accounts.get(id))?.id ?? tokens.accountOf(id)),
      )
      return new Set(whose.filter((id) => id !== null))
    },
  }
}

export type Health = ReturnType<typeof createHealth>

function isForAll(error: Error): boolean {
  return error instanceof NoNetwork || error instanceof RateLimited
}
