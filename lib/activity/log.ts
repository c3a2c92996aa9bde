import {
  type Entry,
  isOneEntry,
  join,
  KEPT,
  likeness,
  type Note,
  type Tally,
  tallyOf,
} from './entry.ts'
import { type Page, type PageQuery, pageOf } from './page.ts'
import type { ActivityStore } from './store.ts'

/** The log of what was asked, given, denied and revoked. */
export interface Activity {
  /**
   * Writes down what happened, once or so many times, some time soon; whoever calls never waits and hears of no trouble.
   * Addresses are cut to their origin, and what is no short machine word becomes `other`.
   */
  note(note: Note, times?: number): void
  /** Counts are up to a second late; `changed` tells of them then. @throws where the log can't be read now */
  page(query: PageQuery): Promise<Page>
  /** Forgets all that was noted until now. @throws where it may still be on the disk */
  clear(): Promise<void>
  /** False where the log is gone when the background stops. */
  isLasting(): Promise<boolean>
}

export interface ActivityWorld {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Calls back once, after so many milliseconds. */
  readonly after: (delay: number, callback: () => void) => () => void
  readonly store: ActivityStore
  /** Called when a page would look different, no more often than the store is written. */
  readonly changed: () => void
}

const COUNTS_EVERY_MS = 1_000

/** A new entry is written at once; what only counts one up waits for the next write, or a second. */
export function createActivity({ now, after, store, changed }: ActivityWorld): Activity {
  /** By likeness, when the latest entry of that likeness began. */
  const begun = new Map<string, number>()
  let pending = new Map<string, Tally>()
  let queued: Map<string, Tally> | null = null
  let isCounting = false
  let turn: Promise<unknown> = Promise.resolve()

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work)
    turn = done.catch(() => {})
    return done
  }

  function take(tally: Tally): void {
    const like = likeness(tally)
    const known = begun.get(like)
    const isKnown = known !== undefined && isOneEntry(known, tally.at)
    const begins = isKnown ? Math.min(known, tally.at) : tally.at
    putNewest(begun, like, begins)
    const key = `${begins} ${like}`
    const waiting = pending.get(key)
    putNewest(pending, key, (waiting && join(waiting, tally)) ?? tally)
    if (isKnown) countSoon()
    else write()
  }

  function countSoon(): void {
    if (isCounting) return
    isCounting = true
    after(COUNTS_EVERY_MS, () => {
      isCounting = false
      write()
    })
  }

  function write(): void {
    const batch = pending
    if (batch.size === 0 || queued === batch) return
    queued = batch
    inTurn(async () => {
      if (pending === batch) pending = new Map()
      for (const entry of await store.add([...batch.values()])) learn(entry)
      changed()
    }).catch(() => {}) // nobody to tell
  }

  /** An entry may have begun before this background did. */
  function learn(entry: Entry): void {
    const like = likeness(entry)
    const known = begun.get(like)
    if (known !== undefined && isOneEntry(known, entry.at)) {
      begun.set(like, Math.min(known, entry.at))
    }
  }

  return {
    note(note, times) {
      try {
        take(tallyOf(note, now(), times))
      } catch {
        // An answer to a page is worth more than its entry.
      }
    },
    page: (query) => inTurn(async () => pageOf(await store.all(), query)),
    clear() {
      pending = new Map()
      begun.clear()
      return inTurn(async () => {
        await store.clear()
        changed()
      })
    },
    isLasting: () => store.isLasting(),
  }
}

/** More than the log keeps is not worth the memory, whatever keeps the disk. */
function putNewest<T>(map: Map<string, T>, key: string, value: T): void {
  map.set(key, value)
  const [oldest] = map.keys()
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest)
}
