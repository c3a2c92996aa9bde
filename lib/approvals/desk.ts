import type { Area } from '../storage/store.ts'
import { createTurns } from '../storage/turns.ts'
import {
  type Admission,
  type Approval,
  type Ask,
  admit,
  allow,
  deny,
  EMPTY,
  isBeingGiven,
  leave,
  type Queue,
  seen,
  sweep,
  UNDECIDED_MS,
  type Work,
  workOn,
} from './queue.ts'

/** How a request ended. */
export type Decision = 'allowed' | 'denied' | 'pending' | 'quiet' | 'gone'

export interface DeskWorld {
  /** Survives the background, not the browser: so do the pages that ask. */
  readonly session: Area
  readonly now: () => number
  readonly after: (delay: number, callback: () => void) => () => void
  /** Has the browser wake us to sweep, at a time in ms since the epoch. */
  readonly setAlarm: (at: number) => void
  readonly changed: () => void
  /** A request ended that the person had allowed: what was begun for it is to be undone. */
  readonly dropped: (work: Work) => void
}

export interface Desk {
  /**
   * Waits for the person's decision. Asking again as the same waiter joins.
   *
   * @param onQueued a new approval stands in the queue
   * @param has whether the page has it already: then nobody is asked
   */
  ask(ask: Ask, onQueued: () => void, has?: () => Promise<boolean>): Promise<Decision>
  open(): Promise<readonly Approval[]>
  find(id: string): Promise<Approval | null>
  /**
   * Notes how far it is with what the person allowed.
   *
   * @param from only if it is as far as this
   * @returns false where the request has ended, or is not that far
   */
  workOn(id: string, work: Work, from?: Work['state']): Promise<boolean>
  /**
   * @param give gives it while the request can't end; false where that is no longer possible
   * @returns false where the request has ended, or could not be given
   */
  allowed(id: string, give?: (approval: Approval) => Promise<boolean>): Promise<boolean>
  denied(id: string, byPerson: boolean): Promise<void>
  /** A request that ended: its page went away or its deadline passed. */
  left(gone: (waiter: string) => boolean): Promise<void>
  /** A toolbar popup shows the approvals, or closed. */
  shown(isShown: boolean): Promise<void>
  sweep(): Promise<void>
}

const KEY = 'approvals'
/** How long after our restart a request may take to be sent again, in ms. */
const RESEND_WITHIN_MS = 5_000

/** Keeps the queue on disk and tells those who wait. One change at a time. */
export function createDesk(world: DeskWorld): Desk {
  const { session, now, after, setAlarm, changed, dropped } = world
  const waiting = new Map<string, (decision: Decision) => void>()
  const next = createTurns()
  const inTurn = <T>(task: (queue: Queue) => Promise<T>): Promise<T> =>
    next(async () => task(await load()))

  async function load(): Promise<Queue> {
    return ((await session.get([KEY]))[KEY] as Queue | undefined) ?? EMPTY
  }

  async function save(queue: Queue): Promise<void> {
    await session.set({ [KEY]: queue })
    changed()
  }

  /** Saves a queue from which requests may be missing that nobody will answer with a grant. */
  async function saveWithout(before: Queue, queue: Queue): Promise<void> {
    await save(queue)
    for (const { id, work } of before.approvals) {
      if (work && !queue.approvals.some((left) => left.id === id)) dropped(work)
    }
  }

  function tell(waiters: readonly string[], decision: Decision): void {
    for (const waiter of waiters) {
      waiting.get(waiter)?.(decision)
      waiting.delete(waiter)
    }
  }

  const decide = (id: string, turn: (queue: Queue, approval: Approval) => Promise<boolean>) =>
    inTurn(async (queue) => {
      const approval = queue.approvals.find((candidate) => candidate.id === id)
      return approval !== undefined && turn(queue, approval)
    })

  const dropUnasked = () =>
    inTurn(async (queue) => {
      const left = leave(queue, (waiter) => !waiting.has(waiter))
      if (left.approvals.length !== queue.approvals.length) await saveWithout(queue, left)
    })
  after(RESEND_WITHIN_MS, () => void dropUnasked())

  return {
    async ask(ask, onQueued, has = async () => false) {
      const decision = new Promise<Decision>((resolve) => waiting.set(ask.waiter, resolve))
      const admission = await inTurn(async (queue): Promise<Admission | 'allowed'> => {
        // Until that is over it would be given once more what it lets go at once.
        if (!isBeingGiven(queue, ask.waiter) && (await has())) return 'allowed'
        const [admitted, outcome] = admit(queue, ask, crypto.randomUUID(), now())
        if (admitted !== queue) await save(admitted)
        return outcome
      })
      if (admission === 'queued') onQueued()
      if (admission !== 'queued' && admission !== 'joined') tell([ask.waiter], admission)
      return decision
    },

    open: async () => (await load()).approvals,
    find: async (id) => (await load()).approvals.find((approval) => approval.id === id) ?? null,

    workOn: (id, work, from) =>
      decide(id, async (queue, approval) => {
        if (from && approval.work?.state !== from) return false
        await save(workOn(queue, approval, work))
        return true
      }),

    allowed: (id, give = async () => true) =>
      decide(id, async (queue, approval) => {
        if (!(await give(approval))) return false
        await save(allow(queue, approval))
        tell(approval.waiters, 'allowed')
        return true
      }),

    async denied(id, byPerson) {
      await decide(id, async (queue, approval) => {
        const turn = deny(queue, approval, byPerson, now())
        await saveWithout(queue, turn.queue)
        tell(turn.denied, 'denied')
        return true
      })
    },

    left: (gone) =>
      inTurn(async (queue) => {
        tell([...waiting.keys()].filter(gone), 'gone')
        if (!queue.approvals.some(({ waiters }) => waiters.some(gone))) return
        await saveWithout(queue, leave(queue, gone))
      }),

    shown: (isShown) =>
      inTurn(async (queue) => {
        if (!queue.approvals.length) return
        await save(seen(queue, isShown ? null : now()))
        if (!isShown) setAlarm(now() + UNDECIDED_MS)
      }),

    sweep: () =>
      inTurn(async (queue) => {
        const turn = sweep(queue, now())
        if (turn.denied.length) await saveWithout(queue, turn.queue)
        tell(turn.denied, 'denied')
      }),
  }
}
