import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { deleteDB, openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { KEPT, type Note, tallyOf } from './entry.ts'
import { createIdbStore } from './idb-store.ts'

const NOTE: Note = { origin: 'https://app.example', asked: 'token.get', answered: 'given' }
const tally = (at: number, changes: Partial<Note> = {}) => tallyOf({ ...NOTE, ...changes }, at)
const different = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => tally(0, { origin: `https://${from + i}.example` }))
const idsOf = async (store: ReturnType<typeof createIdbStore>) =>
  (await store.all()).map(({ id }) => id)

/** Writes what our own code never would. */
async function put(...records: unknown[]): Promise<void> {
  const database = await openDB('foyer-activity')
  for (const record of records) await database.put('entries', record)
  database.close()
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => void vi.restoreAllMocks())

describe('the log on the disk', () => {
  test('is opened when it is needed and not before', async () => {
    const open = vi.spyOn(indexedDB, 'open')
    const store = createIdbStore()
    expect(open).not.toHaveBeenCalled()
    await Promise.all([store.all(), store.add([tally(0)]), store.isLasting()])
    expect(open).toHaveBeenCalledOnce()
  })

  test('outlives the background', async () => {
    const [entry] = await createIdbStore().add([tally(0, { scopes: ['token'] })])
    expect(await createIdbStore().all()).toEqual([entry])
    expect(await createIdbStore().isLasting()).toBe(true)
  })

  test('joins a tally to the latest entry like it alone', async () => {
    const store = createIdbStore()
    await store.add([tally(0), tally(70_000), tally(0, { answered: 'denied' })])
    const [joined] = await createIdbStore().add([{ ...tally(75_000), count: 4 }])
    expect(joined).toMatchObject({ id: 2, at: 70_000, last: 75_000, count: 5 })
    expect((await store.all()).map(({ count }) => count)).toEqual([1, 5, 1])
  })

  test('keeps the newest 5 000 entries', async () => {
    const store = createIdbStore()
    await store.add(different(0, KEPT - 1))
    await store.add(different(KEPT - 1, KEPT + 2))
    const ids = await idsOf(store)
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([KEPT, 3, KEPT + 2])
  }, 30_000)

  test('never gives an id again', async () => {
    const store = createIdbStore()
    await store.add([tally(0), tally(70_000)])
    await store.clear()
    expect(await store.all()).toEqual([])
    await store.add([tally(0)])
    expect(await idsOf(createIdbStore())).toEqual([3])
  })
})

describe('two backgrounds at once', () => {
  test('count right together', async () => {
    const stores = [createIdbStore(), createIdbStore()]
    const writes = Array.from({ length: 40 }, (_, i) => stores[i % 2]?.add([tally(i)]))
    await Promise.all(writes)
    expect(await stores[0]?.all()).toMatchObject([{ at: 0, last: 39, count: 40 }])
  })

  test('keep the newest entries together, and clear each other’s', async () => {
    const [one, two] = [createIdbStore(), createIdbStore()]
    await Promise.all([one.add(different(0, 3_000)), two.add(different(3_000, 6_000))])
    expect(await one.all()).toHaveLength(KEPT)
    await two.clear()
    await one.add([tally(1)])
    expect(await two.all()).toHaveLength(1)
  }, 30_000)
})

describe('what is damaged', () => {
  test('is skipped, and stands in nobody’s way', async () => {
    const store = createIdbStore()
    const [entry] = await store.add([tally(0)])
    const like = JSON.stringify([NOTE.origin, NOTE.asked, [], NOTE.answered, null])
    await put({ id: 'x' }, { id: 7, at: 'yesterday' }, { id: 8, like })
    expect(await store.all()).toEqual([entry])
    await store.add([tally(1)])
    expect(await store.all()).toMatchObject([{ id: 1 }, { id: 9, at: 1, count: 1 }])
  })

  test('goes with its age like any other', async () => {
    const store = createIdbStore()
    await store.isLasting()
    await put({ id: 1, rubbish: true })
    await store.add(different(0, KEPT))
    expect(await store.all()).toHaveLength(KEPT)
  }, 30_000)
})

describe('a connection', () => {
  test('that was lost is made again', async () => {
    const store = createIdbStore()
    await store.add([tally(0)])
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await store.add([tally(1)])
    for (const lost of transactions.mock.contexts) (lost as IDBDatabase).close()
    await store.add([tally(2)])
    expect(await store.all()).toMatchObject([{ count: 3 }])
  })

  test('leaves the way free for a newer version, which is then left alone', async () => {
    const store = createIdbStore()
    await store.add([tally(0)])
    const newer = await openDB('foyer-activity', 2)
    await expect(store.add([tally(1)])).rejects.toMatchObject({ name: 'VersionError' })
    expect(await newer.getAll('entries')).toMatchObject([{ count: 1 }])
  })

  test('is tried again after it was refused', async () => {
    const store = createIdbStore()
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('A mutation operation was attempted', 'InvalidStateError')
    })
    await expect(store.isLasting()).rejects.toThrow('A mutation')
    expect(await store.isLasting()).toBe(true)
  })

  test('survives that the browser forgets the database', async () => {
    const store = createIdbStore()
    await store.add([tally(0)])
    await deleteDB('foyer-activity')
    expect(await store.add([tally(1)])).toMatchObject([{ id: 1, count: 1 }])
  })
})

describe('a write that fails half-way', () => {
  test('writes nothing and says so', async () => {
    const store = createIdbStore()
    await store.add([tally(0)])
    const { put } = IDBObjectStore.prototype
    const full = vi.spyOn(IDBObjectStore.prototype, 'add')
    full.mockImplementation(function (this: IDBObjectStore, value) {
      if (value.origin === 'https://1.example') throw new DOMException('full', 'QuotaExceededError')
      return put.call(this, value)
    })
    await expect(store.add([tally(1), ...different(0, 3)])).rejects.toThrow('full')
    full.mockRestore()
    expect(await store.all()).toMatchObject([{ count: 1 }])
  })
})
