import { type Entry, join, KEPT, likeness } from './entry.ts'
import type { ActivityStore } from './store.ts'

/** @param start entries to begin with, oldest first */
export function createMemoryStore(start: readonly Entry[] = []): ActivityStore {
  const entries = new Map(start.map((entry) => [entry.id, entry]))
  const latest = new Map(start.map((entry) => [likeness(entry), entry.id]))
  let lastId = start.at(-1)?.id ?? 0

  function dropOldest(): void {
    const [oldest] = entries.values()
    if (!oldest) return
    entries.delete(oldest.id)
    const like = likeness(oldest)
    if (latest.get(like) === oldest.id) latest.delete(like)
  }

  return {
    async add(tallies) {
      return tallies.map((tally) => {
        const like = likeness(tally)
        const known = entries.get(latest.get(like) ?? 0)
        const entry = (known && join(known, tally)) ?? { ...tally, id: ++lastId }
        entries.set(entry.id, entry)
        latest.set(like, entry.id)
        if (entries.size > KEPT) dropOldest()
        return entry
      })
    },
    all: async () => [...entries.values()],
    async clear() {
      entries.clear()
      latest.clear()
    },
    isLasting: async () => false,
  }
}
