import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb'
import { type Entry, join, KEPT, likeness, readEntry, type Tally } from './entry.ts'
import type { ActivityStore } from './store.ts'

const NAME = 'foyer-activity'
const VERSION = 1

interface Schema extends DBSchema {
  // `like` is an entry's likeness; what is read from a disk may be anything.
  entries: { key: number; value: unknown; indexes: { like: string } }
}
type Database = IDBPDatabase<Schema>
type Writing = IDBPTransaction<Schema, ['entries'], 'readwrite'>

/**
 * The log in the extension's IndexedDB. The database is opened when it is first
 * needed. Each write reads what it changes in the same transaction, so two
 * backgrounds at once count right.
 *
 * @throws from each of its methods, where IndexedDB refuses
 */
export function createIdbStore(): ActivityStore {
  let opening: Promise<Database> | null = null

  function opened(): Promise<Database> {
    if (opening) return opening
    const mine = open(() => drop(mine))
    mine.catch(() => drop(mine))
    opening = mine
    return mine
  }

  function drop(mine: Promise<Database>): void {
    if (opening === mine) opening = null
    void mine.then((database) => database.close()).catch(() => {})
  }

  /** A connection can end at any time (cleared data, an upgrade elsewhere): once more with a new one. */
  async function use<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const mine = opened()
    const database = await mine
    try {
      return await work(database)
    } catch {
      drop(mine)
      return work(await opened())
    }
  }

  return {
    add: (tallies) => use((database) => write(database, (tx) => addAll(tx, tallies))),
    all: () => use(async (database) => (await database.getAll('entries')).flatMap(usable)),
    clear: () => use((database) => database.clear('entries')),
    isLasting: () => opened().then(() => true),
  }
}

/** @param drop called when this connection is at its end, or stands in another's way */
async function open(drop: () => void): Promise<Database> {
  return openDB<Schema>(NAME, VERSION, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) {
        const entries = database.createObjectStore('entries', {
          keyPath: 'id',
          autoIncrement: true,
        })
        entries.createIndex('like', 'like')
      }
    },
    blocking: drop,
    terminated: drop,
  })
}

async function write<T>(database: Database, work: (tx: Writing) => Promise<T>): Promise<T> {
  const tx = database.transaction('entries', 'readwrite')
  const [result] = await Promise.all([work(tx).catch((error) => undo(tx, error)), tx.done])
  return result
}

/** Else what was written before the error would stay, and be written again by who tries again. */
function undo(tx: Writing, error: unknown): never {
  try {
    tx.abort()
  } catch {
    // The browser has undone it.
  }
  throw error
}

async function addAll(tx: Writing, tallies: readonly Tally[]): Promise<Entry[]> {
  const added: Entry[] = []
  for (const tally of tallies) added.push(await add(tx, tally))
  await dropOldest(tx)
  return added
}

async function add(tx: Writing, tally: Tally): Promise<Entry> {
  const entries = tx.objectStore('entries')
  const like = likeness(tally)
  const latest = await entries.index('like').openCursor(IDBKeyRange.only(like), 'prev')
  const known = latest && readEntry(latest.value)
  const joined = known && join(known, tally)
  if (!joined) return { ...tally, id: await entries.add({ ...tally, like }) }
  await latest.update({ ...joined, like })
  return joined
}

async function dropOldest(tx: Writing): Promise<void> {
  const entries = tx.objectStore('entries')
  const tooMany = (await entries.count()) - KEPT
  if (tooMany <= 0) return
  const going = await entries.getAllKeys(null, tooMany)
  await entries.delete(IDBKeyRange.upperBound(going.at(-1)))
}

function usable(raw: unknown): Entry[] {
  const entry = readEntry(raw)
  return entry ? [entry] : []
}
