import type { Area } from '../storage/store.ts'
import {
  type Admission,
  type Approval,
  type Ask,
  admit,
  allow,
  deny,
  EMPTY,
  leave,
  type Queue,
  seen,
  sweep,
  UNDECIDED_MS,
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
}

export interface Desk {
  /** Waits for the person's decision. Asking again as the same waiter joins. @param onQueued a new approval stands in the queue */
  ask(ask: Ask, onQueued: () => void): Promise<Decision>
  open(): Promise<readonly Approval[]>
  find(id: string): Promise<Approval | null>
  allowed(id: string): Promise<void>
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
export function createDesk({ session, now, after, setAlarm, changed }: DeskWorld): Desk {
  const waiting = new Map<string, (decision: Decision) => void>()
  let turns: Promise<unknown> = Promise.resolve()

  function inTurn<T>(task: (queue: Queue) => Promise<T>): Promise<T> {
    const done = turns.then(async () => task(await load()))
    turns = done.catch(() => {})
    return done
  }

  async function load(): Promise<Queue> {
    return ((await session.get([KEY]))[KEY] as Queue | undefined) ?? EMPTY
  }

  async function save(queue: Queue): Promise<void> {
    await session.set({ [KEY]: queue })
    changed()
  }

  function tell(waiters: readonly string[], decision: Decision): void {
    for (const waiter of waiters) {
      waiting.get(waiter)?.(decision)
      waiting.delete(waiter)
    }
  }

  const decide = (id: string, turn: (queue: Queue, approval: Approval) => Promise<void>) =>
    inTurn(async (queue) => {
      const approval = queue.approvals.find((candidate) => candidate.id === id)
      if (approval) await turn(queue, approval)
    })

  const dropUnasked = () =>
    inTurn(async (queue) => {
      const left = leave(queue, (waiter) => !waiting.has(waiter))
      if (left.approvals.length !== queue.approvals.length) await save(left)
    })
  after(RESEND_WITHIN_MS, () => void dropUnasked())

  return {
    async ask(ask, onQueued) {
      const decision = new Promise<Decision>((resolve) => waiting.set(ask.waiter, resolve))
      const admission = await inTurn(async (queue): Promise<Admission> => {
        const [next, outcome] = admit(queue, ask, crypto.randomUUID(), now())
        if (next !== queue) await save(next)
        return outcome
      })
      if (admission === 'queued') onQueued()
      if (admission !== 'queued' && admission !== 'joined') tell([ask.waiter], admission)
      return decision
    },

    open: async () => (await load()).approvals,
    find: async (id) => (await load()).approvals.find((approval) => approval.id === id) ?? null,

    allowed: (id) =>
      decide(id, async (queue, approval) => {
        await save(allow(queue, approval))
        tell(approval.waiters, 'allowed')
      }),

    denied: (id, byPerson) =>
      decide(id, async (queue, approval) => {
        const turn = deny(queue, approval, byPerson, now())
        await save(turn.queue)
        tell(turn.denied, 'denied')
      }),

    left: (gone) =>
      inTurn(async (queue) => {
        tell([...waiting.keys()].filter(gone), 'gone')
        const next = leave(queue, gone)
        if (queue.approvals.some(({ waiters }) => waiters.some(gone))) await save(next)
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
        if (turn.denied.length) await save(turn.queue)
        tell(turn.denied, 'denied')
      }),
  }
}
