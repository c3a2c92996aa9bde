import type { Plan } from '../sites/granting.ts'
import type { Scope } from '../sites/policy.ts'
import type { MakingTrouble } from '../tokens/made-token.ts'

/** A page's request that waits for the person. Times are milliseconds since the epoch. */
export interface Approval {
  readonly id: string
  readonly origin: string
  readonly tabId: number
  readonly scopes: readonly Scope[]
  readonly reason: string
  readonly isPrivate: boolean
  /** The requests that this answers: equal ones join. */
  readonly waiters: readonly string[]
  /** When the popup that showed it closed without a decision. */
  readonly leftAt: number | null
  /** The person allowed it, and this is being done; null: they have not decided. */
  readonly work: Work | null
}

/** `asking`: Plex makes the token. `at_plex`: the person approves it at Plex's page. `refused`: they choose anew. */
export interface Work {
  readonly plan: Plan
  readonly state: 'asking' | 'at_plex' | 'refused'
  readonly trouble: MakingTrouble | null
}

/** The same waiter may ask again after our restart, and must then hear the same. */
interface Denial {
  readonly origin: string
  readonly waiters: readonly string[]
  readonly at: number
  readonly byPerson: boolean
}

export interface Queue {
  readonly approvals: readonly Approval[]
  readonly denials: readonly Denial[]
}

export interface Ask
  extends Pick<Approval, 'origin' | 'tabId' | 'scopes' | 'reason' | 'isPrivate'> {
  readonly waiter: string
}

/** `queued` and `joined` wait; the others are answers. */
export type Admission = 'queued' | 'joined' | 'denied' | 'pending' | 'quiet'

export interface Turn {
  readonly queue: Queue
  readonly denied: readonly string[]
}

export const EMPTY: Queue = { approvals: [], denials: [] }

export const UNDECIDED_MS = 60_000
const QUIET_MS = 300_000
const DENIALS_BEFORE_QUIET = 2

/** Lets a request wait, or says why it may not. One open approval an origin. */
export function admit(queue: Queue, ask: Ask, id: string, now: number): [Queue, Admission] {
  const wasDenied = recentDenials(queue, now).some(({ waiters }) => waiters.includes(ask.waiter))
  if (wasDenied) return [queue, 'denied']
  const open = queue.approvals.find(
    ({ origin, isPrivate }) => origin === ask.origin && isPrivate === ask.isPrivate,
  )
  if (open && !sameScopes(open.scopes, ask.scopes)) return [queue, 'pending']
  if (open?.waiters.includes(ask.waiter)) return [queue, 'joined']
  if (open) return [replace(queue, { ...open, waiters: [...open.waiters, ask.waiter] }), 'joined']
  if (isQuiet(queue, ask.origin, now)) return [queue, 'quiet']
  const { waiter, ...rest } = ask
  const approval: Approval = { ...rest, id, waiters: [waiter], leftAt: null, work: null }
  return [{ ...queue, approvals: [...queue.approvals, approval] }, 'queued']
}

/** What the person allowed is being carried out, after a stop once more. */
export function isBeingGiven({ approvals }: Queue, waiter: string): boolean {
  return approvals.some(({ waiters, work }) => work?.state === 'asking' && waiters.includes(waiter))
}

/** The person allowed it: earlier denials are forgiven. */
export function allow(queue: Queue, approval: Approval): Queue {
  return {
    approvals: queue.approvals.filter(({ id }) => id !== approval.id),
    denials: queue.denials.filter(({ origin }) => origin !== approval.origin),
  }
}

/** @param byPerson only the Deny button counts towards the quiet */
export function deny(queue: Queue, approval: Approval, byPerson: boolean, now: number): Turn {
  const { origin, waiters } = approval
  return {
    queue: {
      approvals: queue.approvals.filter(({ id }) => id !== approval.id),
      denials: [...recentDenials(queue, now), { origin, waiters, at: now, byPerson }],
    },
    denied: waiters,
  }
}

/** Notes how far it is with what the person allowed. */
export function workOn(queue: Queue, approval: Approval, work: Work): Queue {
  return replace(queue, { ...approval, work })
}

/** A page went away; an approval that nobody waits for any more goes with it. */
export function leave(queue: Queue, gone: (waiter: string) => boolean): Queue {
  const approvals = queue.approvals
    .map((approval) => ({ ...approval, waiters: approval.waiters.filter((w) => !gone(w)) }))
    .filter(({ waiters }) => waiters.length > 0)
  return { ...queue, approvals }
}

/** A toolbar popup shows the approvals (`null`) or has closed without a decision (when). */
export function seen(queue: Queue, leftAt: number | null): Queue {
  return { ...queue, approvals: queue.approvals.map((approval) => ({ ...approval, leftAt })) }
}

/** Ends what was left undecided too long, and forgets old denials. */
export function sweep(queue: Queue, now: number): Turn {
  const denials = recentDenials(queue, now)
  const left = queue.approvals.filter(
    ({ leftAt, work }) => isUndecided(work) && leftAt !== null && now - leftAt >= UNDECIDED_MS,
  )
  return left.reduce<Turn>(
    (turn, approval) => {
      const next = deny(turn.queue, approval, false, now)
      return { queue: next.queue, denied: [...turn.denied, ...next.denied] }
    },
    { queue: { ...queue, denials }, denied: [] },
  )
}

function recentDenials({ denials }: Queue, now: number): Denial[] {
  return denials.filter(({ at }) => now - at < QUIET_MS)
}

function isQuiet(queue: Queue, asked: string, now: number): boolean {
  const recent = recentDenials(queue, now).filter(
    ({ origin, byPerson }) => byPerson && origin === asked,
  )
  return recent.length >= DENIALS_BEFORE_QUIET
}

function isUndecided(work: Work | null): boolean {
  return work === null || work.state === 'refused'
}

function sameScopes(a: readonly Scope[], b: readonly Scope[]): boolean {
  return a.length === b.length && a.every((scope) => b.includes(scope))
}

function replace(queue: Queue, changed: Approval): Queue {
  const approvals = queue.approvals.map((approval) =>
    approval.id === changed.id ? changed : approval,
  )
  return { ...queue, approvals }
}
