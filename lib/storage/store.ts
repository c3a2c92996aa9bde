import { type Area, apply, createReader } from './area.ts'
import type { Change } from './change.ts'
import {
  type Collection,
  collectionOf,
  decode,
  isNewerThan,
  keyOf,
  UnusableRecord,
  unlessUnusable,
} from './collection.ts'
import { createGate } from './gate.ts'
import { deriveIndex, type Index } from './index-record.ts'
import { createIndexes } from './indexes.ts'
import { remember } from './remember.ts'

export { type Area, NotStored } from './area.ts'
export { type Change, drop, letGo, put } from './change.ts'

/** What is stored by key after a write; undefined: nothing. */
export type News = Readonly<Record<string, unknown>>

export interface Store {
  /** The record, or null where there is none. @throws UnusableRecord, which is reported */
  read<T>(collection: Collection<T>, id: string): Promise<T | null>
  /** All usable records by id; what can't be used is reported and left as it is. */
  readAll<T>(collection: Collection<T>): Promise<ReadonlyMap<string, T>>
  /** The ids of all records that have a rank, and that; some may be gone, or of no use. */
  ranks<T>(collection: Collection<T>): Promise<Index>
  /** The usable records that have a rank, by id. */
  readRanked<T>(collection: Collection<T>): Promise<ReadonlyMap<string, T>>
  /**
   * Writes the records of all changes at once, then removes. Both or, if the first fails, neither.
   *
   * @throws UnusableRecord where a newer version wrote what is there; NotStored
   */
  write(...changes: Change[]): Promise<void>
  /**
   * One look at all that is stored, and what follows from it; nobody else writes meanwhile.
   *
   * @param task hears what is stored by key; `write` is its one way to write
   */
  alone(task: (stored: News, write: Store['write']) => Promise<void>): Promise<void>
  /** Hears what was written, by us or by somebody else. @param news what is stored by key; undefined: nothing */
  heard(news: News): Promise<void>
  /** Derives the indexes from the records anew. */
  renewIndexes(): Promise<void>
}

/**
 * Typed records over a storage area. What was read is remembered, so that
 * answering a page costs no trip to the disk; whoever asks meanwhile shares
 * the one that is under way.
 *
 * @param onUnusable hears of each record that was met and can't be used
 * @param collections all that is stored; an index is kept of those that rank
 * @param finish has the last word on what is about to be written
 */
export function createStore(
  area: Area,
  onUnusable: (error: UnusableRecord) => void,
  collections: readonly Collection<unknown>[] = [],
  finish = async (changes: readonly Change[]) => changes,
): Store {
  const records = new Map<string, Promise<unknown>>()
  const lists = new Map<string, Promise<ReadonlyMap<string, unknown>>>()
  const readRaw = createReader(area)
  let reading: Promise<Record<string, unknown>> | null = null
  const listed = collections.filter(({ rank }) => rank !== undefined)
  const indexes = createIndexes(area, listed, fetchList)
  const gate = createGate()

  /** Lists that are asked for at once share one look at the disk. */
  function everything(): Promise<Record<string, unknown>> {
    if (reading) return reading
    const look = area.get(null).finally(() => {
      if (reading === look) reading = null
    })
    reading = look
    return look
  }

  function forget(keys: Iterable<string>): void {
    // A look that is under way may have seen the disk as it was before.
    reading = null
    for (const key of keys) {
      records.delete(key)
      lists.delete(collectionOf(key))
    }
  }

  async function writeNow(changes: readonly Change[]): Promise<void> {
    try {
      await apply(area, changes)
    } finally {
      forget(changes.map(({ key }) => key))
    }
  }

  async function fetchRecord<T>(collection: Collection<T>, key: string): Promise<T | null> {
    const raw = await readRaw(key)
    return raw === undefined ? null : understood(collection, key, raw)
  }

  /** Null for a note that can't be used. @throws UnusableRecord, which is reported */
  function understood<T>(collection: Collection<T>, key: string, raw: unknown): T | null {
    try {
      return decode(collection, key, raw)
    } catch (error) {
      if (collection.isNote) return unlessUnusable(error)
      if (error instanceof UnusableRecord) onUnusable(error)
      throw error
    }
  }

  /** What a newer version wrote is left to it. @throws UnusableRecord */
  async function leaveNewer(changes: readonly Change[]): Promise<void> {
    const left = changes.filter(({ version }) => version !== undefined)
    if (!left.length) return
    const stored = await area.get(left.map(({ key }) => key))
    for (const { key, version = 0 } of left) {
      if (!isNewerThan(version, stored[key])) continue
      const error = new UnusableRecord(key, 'newer')
      onUnusable(error)
      throw error
    }
  }

  async function fetchList<T>(collection: Collection<T>): Promise<ReadonlyMap<string, T>> {
    const prefix = keyOf(collection, '')
    const list = new Map<string, T>()
    for (const [key, raw] of Object.entries(await everything())) {
      if (!key.startsWith(prefix)) continue
      try {
        const record = understood(collection, key, raw)
        if (record !== null) list.set(key.slice(prefix.length), record)
      } catch (error) {
        unlessUnusable(error)
      }
    }
    return list
  }

  const store: Store = {
    read: (collection, id) => {
      const key = keyOf(collection, id)
      return remember(records, key, () => fetchRecord(collection, key))
    },

    readAll: (collection) => remember(lists, collection.name, () => fetchList(collection)),

    async ranks(collection) {
      if (indexes.has(collection)) return indexes.of(collection)
      return deriveIndex(collection, await store.readAll(collection))
    },

    async readRanked<T>(collection: Collection<T>) {
      const found = [...(await store.ranks(collection)).keys()].map(
        async (id) => [id, await store.read(collection, id).catch(unlessUnusable)] as const,
      )
      const there = (await Promise.all(found)).flatMap(([id, record]) =>
        record !== null && collection.rank?.(record) !== null ? [[id, record] as const] : [],
      )
      return new Map<string, T>(there)
    },

    async write(...changes) {
      await leaveNewer(changes)
      await indexes.write(changes, (all) => gate.enter(async () => writeNow(await finish(all))))
    },

    alone: (task) =>
      gate.alone(async () => task(await area.get(null), (...changes) => writeNow(changes))),

    heard(news) {
      forget(Object.keys(news))
      return indexes.hear(news)
    },

    renewIndexes: indexes.renew,
  }
  return store
}
