import { type Area, apply } from './area.ts'
import type { Change } from './change.ts'
import { type Collection, keyOf } from './collection.ts'
import {
  deriveIndex,
  type Index,
  indexKey,
  putIndex,
  type Ranks,
  ranksOf,
  readIndex,
  withRanks,
} from './index-record.ts'
import { createTurns } from './turns.ts'

type Listed = Collection<unknown>

/**
 * One small record for a whole collection, that says which records there are and
 * how each ranks: a thousand records take long to read, and this does not.
 *
 * The records are what is true. An index never lacks what we wrote; what it names
 * may have gone, so whoever reads must be ready to find nothing. One that is lost
 * is derived from the records again.
 *
 * @param all the usable records of a collection by id, as they are now
 */
export function createIndexes(
  area: Area,
  collections: readonly Listed[],
  all: (collection: Listed) => Promise<ReadonlyMap<string, unknown>>,
) {
  const known = new Map<Listed, Index>()
  /** One look and the change that follows from it at a time, so that no index undoes another. */
  const inTurn = createTurns()

  async function load(collection: Listed): Promise<Index> {
    const remembered = known.get(collection)
    if (remembered) return remembered
    const key = indexKey(collection)
    const index = readIndex(collection, (await area.get([key]))[key])
    if (!index) return derive(collection)
    known.set(collection, index)
    return index
  }

  async function derive(collection: Listed): Promise<Index> {
    const index = deriveIndex(collection, await all(collection))
    await keep([[collection, index]])
    return index
  }

  async function keep(indexes: readonly (readonly [Listed, Index])[]): Promise<void> {
    for (const [collection, index] of indexes) known.set(collection, index)
    const changes = indexes.map(([collection, index]) => putIndex(collection, index))
    // Where it can't be written, it is still known; it goes to the disk with the next change.
    await apply(area, changes).catch(() => {})
  }

  async function writeWith(
    changes: readonly Change[],
    ranks: ReadonlyMap<Listed, Ranks>,
    writeAll: (changes: readonly Change[]) => Promise<void>,
  ): Promise<void> {
    const grown: Change[] = []
    const shrunk: [Listed, Index][] = []
    for (const [collection, news] of ranks) {
      const index = await load(collection)
      const wide = withRanks(
        index,
        news.filter(([, rank]) => rank !== null),
      )
      const exact = withRanks(wide, news)
      if (wide !== index) grown.push(putIndex(collection, wide))
      if (exact !== wide) shrunk.push([collection, exact])
      known.set(collection, exact)
    }
    try {
      await writeAll([...changes, ...grown])
    } catch (error) {
      for (const collection of ranks.keys()) known.delete(collection)
      throw error
    }
    await keep(shrunk)
  }

  return {
    has: (collection: Listed): boolean => collections.includes(collection),

    /** What is known of a collection without reading it. */
    of: async (collection: Listed): Promise<Index> =>
      known.get(collection) ?? inTurn(() => load(collection)),

    /** Has changes written, with what follows from them for the indexes. */
    async write(
      changes: readonly Change[],
      writeAll: (changes: readonly Change[]) => Promise<void>,
    ): Promise<void> {
      // As they come to the disk: what is put and dropped at once is gone in the end.
      const [put, dropped] = [true, false].map((isPut) =>
        changes.filter(({ raw }) => (raw !== undefined) === isPut),
      ) as [Change[], Change[]]
      const ranks = ranksOf(
        collections,
        [...put, ...dropped].map(({ key, raw }) => [key, raw]),
      )
      if (ranks.size) await inTurn(() => writeWith(changes, ranks, writeAll))
      else await writeAll(changes)
    },

    /** Takes in what was written, by us or by others. @param news what is stored by key; undefined: nothing */
    hear: (news: Readonly<Record<string, unknown>>): Promise<void> =>
      inTurn(async () => {
        for (const [collection, heard] of ranksOf(collections, Object.entries(news))) {
          const index = await load(collection)
          const strange = heard.filter(([id, rank]) => rank !== (index.get(id) ?? null))
          if (!strange.length) continue
          // News of our own writes may be late: what counts is what is there by now.
          const keys = strange.map(([id]) => keyOf(collection, id))
          const records = await area.get(keys)
          const ranks = ranksOf(
            [collection],
            keys.map((key) => [key, records[key]]),
          )
          const next = withRanks(index, ranks.get(collection) ?? [])
          if (next !== index) await keep([[collection, next]])
        }
      }),

    /** Derives every index from the records. */
    renew: (): Promise<void> =>
      inTurn(async () => void (await Promise.all(collections.map(derive)))),
  }
}
