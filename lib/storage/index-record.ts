import * as v from 'valibot'
import { type Change, put } from './change.ts'
import {
  type Collection,
  collectionOf,
  decode,
  defineCollection,
  idOf,
  keyOf,
  notes,
} from './collection.ts'

/** The rank of each record that has one, by its id. */
export type Index = ReadonlyMap<string, number>

/** The ids of some records and how they rank; null: they have no place in the index. */
export type Ranks = readonly (readonly [id: string, rank: number | null])[]

export const INDEXES = notes(defineCollection('index', 1, v.record(v.string(), v.number())))

export function indexKey({ name }: Collection<unknown>): string {
  return keyOf(INDEXES, name)
}

export function putIndex({ name }: Collection<unknown>, index: Index): Change {
  return put(INDEXES, name, Object.fromEntries(index))
}

/** Null where it is of no use: then it is derived from the records again. */
export function readIndex(collection: Collection<unknown>, raw: unknown): Index | null {
  try {
    return new Map(Object.entries(decode(INDEXES, indexKey(collection), raw)))
  } catch {
    return null
  }
}

export function deriveIndex<T>(collection: Collection<T>, records: ReadonlyMap<string, T>): Index {
  return withRanks(
    new Map(),
    [...records].map(([id, record]) => [id, collection.rank?.(record) ?? null]),
  )
}

/** The same one where that changes nothing. */
export function withRanks(index: Index, ranks: Ranks): Index {
  if (ranks.every(([id, rank]) => rank === (index.get(id) ?? null))) return index
  const next = new Map(index)
  for (const [id, rank] of ranks) {
    if (rank === null) next.delete(id)
    else next.set(id, rank)
  }
  return next
}

/** What the indexes of these collections say of some records as they are stored; undefined: it is gone. */
export function ranksOf(
  collections: readonly Collection<unknown>[],
  records: readonly (readonly [key: string, raw: unknown])[],
): ReadonlyMap<Collection<unknown>, Ranks> {
  const found = new Map<Collection<unknown>, [id: string, rank: number | null][]>()
  for (const [key, raw] of records) {
    const collection = collections.find(({ name }) => name === collectionOf(key))
    if (!collection) continue
    const ranks = found.get(collection) ?? []
    found.set(collection, ranks)
    ranks.push([idOf(key), rankOf(collection, key, raw)])
  }
  return found
}

function rankOf(collection: Collection<unknown>, key: string, raw: unknown): number | null {
  if (raw === undefined) return null
  try {
    return collection.rank?.(decode(collection, key, raw)) ?? null
  } catch {
    return null // it can't be used
  }
}
