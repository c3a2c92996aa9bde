import {
  type Collection,
  collectionOf,
  decode,
  encode,
  keyOf,
  UnusableRecord,
} from './collection.ts'

/** A part of the browser's extension storage. */
export interface Area {
  get(keys: string[] | null): Promise<Record<string, unknown>>
  set(items: Record<string, unknown>): Promise<void>
  remove(keys: string[]): Promise<void>
}

/** A record to write, or to remove where `raw` is undefined. */
export interface Change {
  readonly key: string
  readonly raw: unknown
}

export interface Store {
  /** The record, or null where there is none. @throws UnusableRecord */
  read<T>(collection: Collection<T>, id: string): Promise<T | null>
  /** All usable records by id; what can't be used is reported and left as it is. */
  readAll<T>(collection: Collection<T>): Promise<ReadonlyMap<string, T>>
  /** Writes the records of all changes at once, then removes. Both or, if the first fails, neither. */
  write(...changes: Change[]): Promise<void>
  /** Forgets what is remembered of these keys: somebody else wrote them. */
  forget(keys: Iterable<string>): void
}

export function put<T>(collection: Collection<T>, id: string, value: T): Change {
  return { key: keyOf(collection, id), raw: encode(collection, value) }
}

export function drop(collection: Collection<unknown>, id: string): Change {
  return { key: keyOf(collection, id), raw: undefined }
}

/**
 * Typed records over a storage area. What was read is remembered, so that
 * answering a page costs no trip to the disk; whoever asks meanwhile shares
 * the one that is under way.
 */
export function createStore(area: Area, onUnusable: (error: UnusableRecord) => void): Store {
  const records = new Map<string, Promise<unknown>>()
  const lists = new Map<string, Promise<ReadonlyMap<string, unknown>>>()
  let reading: Promise<Record<string, unknown>> | null = null

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

  async function fetchRecord<T>(collection: Collection<T>, key: string): Promise<T | null> {
    const raw = (await area.get([key]))[key]
    return raw === undefined ? null : decode(collection, key, raw)
  }

  async function fetchList<T>(collection: Collection<T>): Promise<ReadonlyMap<string, T>> {
    const prefix = keyOf(collection, '')
    const list = new Map<string, T>()
    for (const [key, raw] of Object.entries(await everything())) {
      if (!key.startsWith(prefix)) continue
      try {
        list.set(key.slice(prefix.length), decode(collection, key, raw))
      } catch (error) {
        if (!(error instanceof UnusableRecord)) throw error
        onUnusable(error)
      }
    }
    return list
  }

  return {
    read: (collection, id) => {
      const key = keyOf(collection, id)
      return remember(records, key, () => fetchRecord(collection, key))
    },

    readAll: (collection) => remember(lists, collection.name, () => fetchList(collection)),

    async write(...changes) {
      const keys = changes.map(({ key }) => key)
      const written = changes.filter(({ raw }) => raw !== undefined)
      const removed = changes.filter(({ raw }) => raw === undefined)
      try {
        if (written.length) await area.set(Object.fromEntries(written.map((c) => [c.key, c.raw])))
        if (removed.length) await area.remove(removed.map(({ key }) => key))
      } finally {
        forget(keys)
      }
    },

    forget,
  }
}

/** Remembers what is fetched, but for failures: those are asked for again. */
function remember<T>(
  memory: Map<string, Promise<unknown>>,
  name: string,
  fetch: () => Promise<T>,
): Promise<T> {
  const known = memory.get(name)
  if (known) return known as Promise<T>
  const fetched = fetch()
  memory.set(name, fetched)
  fetched.catch(() => {
    if (memory.get(name) === fetched) memory.delete(name)
  })
  return fetched
}
