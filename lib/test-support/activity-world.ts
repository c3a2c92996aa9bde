import { vi } from 'vitest'
import type { Note } from '../activity/entry.ts'
import { createActivity } from '../activity/log.ts'
import { createMemoryStore } from '../activity/memory-store.ts'
import { createClock } from './clock.ts'

export const NOTE: Note = { origin: 'https://app.example', asked: 'token.get', answered: 'given' }
export const OTHER: Note = { ...NOTE, origin: 'https://other.example' }

export function activityWorld(store = createMemoryStore()) {
  const clock = createClock(0)
  const add = vi.spyOn(store, 'add')
  const changed = vi.fn()
  const begin = () => createActivity({ now: clock.now, after: clock.after, store, changed })
  let log = begin()
  const counts = async () => {
    const { entries } = await log.page({ limit: 10 })
    return entries.map(({ origin, at, last, count }) => [new URL(origin).host, at, last, count])
  }
  return {
    clock,
    store,
    add,
    changed,
    counts,
    note: (note: Note = NOTE) => log.note(note),
    page: () => log.page({ limit: 10 }),
    clear: () => log.clear(),
    kill: () => {
      clock.drop()
      log = begin()
    },
  }
}
