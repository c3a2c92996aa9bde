import { createMemoryStore } from './memory-store.ts'
import type { ActivityStore } from './store.ts'

/**
 * The disk; memory, until the background's next start, where the disk refuses
 * from the first (Firefox that never remembers history) or can't be written to.
 */
export function withFallback(disk: ActivityStore): ActivityStore {
  let hasWorked = false
  let memory: Promise<ActivityStore> | null = null

  async function onDisk<T>(work: (store: ActivityStore) => Promise<T>): Promise<T> {
    const result = await work(disk)
    hasWorked = true
    return result
  }

  function inMemory(): Promise<ActivityStore> {
    // What can still be read stays to be seen.
    memory ??= disk.all().then(createMemoryStore, () => createMemoryStore())
    return memory
  }

  async function reading<T>(work: (store: ActivityStore) => Promise<T>): Promise<T> {
    if (memory) return work(await memory)
    try {
      return await onDisk(work)
    } catch (error) {
      // An empty log would look as if nothing had been given.
      if (hasWorked) throw error
      return work(await inMemory())
    }
  }

  return {
    async add(tallies) {
      if (memory) return (await memory).add(tallies)
      return onDisk((store) => store.add(tallies)).catch(async () =>
        (await inMemory()).add(tallies),
      )
    },
    all: () => reading((store) => store.all()),
    isLasting: () => reading((store) => store.isLasting()).catch(() => false),
    async clear() {
      await (await memory)?.clear()
      try {
        await onDisk((store) => store.clear())
      } catch (error) {
        // What was read from the disk is still on it, and would be back one day.
        if (hasWorked) throw error
      }
    },
  }
}
