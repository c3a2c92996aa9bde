import type { Area } from '../storage/store.ts'
import { createTurns } from '../storage/turns.ts'

const KEY = 'visits'

/**
 * The tabs whose visit somebody was given something for, so that the many
 * events of all other tabs cost nothing.
 *
 * @param area one that the browser empties when it closes, as its tabs' ids lose their meaning
 */
export function createVisits(area: Area) {
  const inTurn = createTurns()
  let known: Promise<ReadonlySet<number>> | null = null

  async function load(): Promise<ReadonlySet<number>> {
    const stored = (await area.get([KEY]))[KEY]
    return new Set(Array.isArray(stored) ? (stored as number[]) : [])
  }

  function tabs(): Promise<ReadonlySet<number>> {
    known ??= load().catch((error) => {
      known = null
      throw error
    })
    return known
  }

  const change = (turn: (tabs: Set<number>) => boolean): Promise<void> =>
    inTurn(async () => {
      const news = new Set(await tabs())
      if (!turn(news)) return
      await area.set({ [KEY]: [...news] })
      known = Promise.resolve(news)
    })

  return {
    list: async (): Promise<number[]> => [...(await tabs())],
    has: async (tabId: number): Promise<boolean> => (await tabs()).has(tabId),
    begin: (tabId: number) => change((tabs) => !tabs.has(tabId) && Boolean(tabs.add(tabId))),
    end: (tabId: number) => change((tabs) => tabs.delete(tabId)),
  }
}

export type Visits = ReturnType<typeof createVisits>
