import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { createLife } from '../test-support/life.ts'
import { memoryArea } from '../test-support/memory-area.ts'
import type { Area } from './area.ts'
import { defineCollection, ranked } from './collection.ts'
import { createStore, drop, put } from './store.ts'

const TASKS = ranked(
  defineCollection('task', 1, v.object({ due: v.nullable(v.number()) })),
  ({ due }) => due,
)
const NOTES = defineCollection('note', 1, v.object({ text: v.string() }))
const raw = (due: number | null) => ({ v: 1, data: { due } })
const at = (id: string, due: number | null) => put(TASKS, id, { due })

function setUp(start: Record<string, unknown> = {}, area = memoryArea(start)) {
  const asked: (string[] | null)[] = []
  const get = area.get
  area.get = (keys) => {
    asked.push(keys)
    return get(keys)
  }
  const boot = (life = createLife()) => createStore(life.area(area), () => {}, [TASKS])
  const onDisk = async () => ((await get(['index:task']))['index:task'] as { data: object })?.data
  return { area, asked, boot, store: boot(), onDisk }
}

describe('an index', () => {
  test('tells in one read what there is, and how it ranks', async () => {
    const { store, boot, asked } = setUp()
    await store.write(at('a', 1), at('b', 2), at('rests', null), put(NOTES, 'n', { text: '' }))
    asked.length = 0
    expect(Object.fromEntries(await boot().ranks(TASKS))).toEqual({ a: 1, b: 2 })
    expect(asked).toEqual([['index:task']])
  })

  test('is written with what it names, and after what it no longer names', async () => {
    const { store, area } = setUp()
    await store.renewIndexes()
    const before = area.writes.length
    await store.write(at('a', 1))
    await store.write(at('b', 2), drop(TASKS, 'a'))
    await store.write(at('b', 2))
    expect(area.writes.slice(before)).toEqual([
      { set: ['task:a', 'index:task'] },
      { set: ['task:b', 'index:task'] },
      { remove: ['task:a'] },
      { set: ['index:task'] },
      { set: ['task:b'] },
    ])
  })

  test('loses nothing of writes at once', async () => {
    const { store, onDisk } = setUp()
    await Promise.all([1, 2, 3].map((n) => store.write(at(`${n}`, n))))
    await Promise.all([store.write(drop(TASKS, '1')), store.write(at('4', 4))])
    expect(await onDisk()).toEqual({ 2: 2, 3: 3, 4: 4 })
  })

  test.each([
    ['was never there', undefined],
    ['is damaged', 'rubbish'],
    ['is from a newer version', { v: 2, data: {} }],
  ])('that %s is derived from the records', async (_what, index) => {
    const records = { 'task:a': raw(1), 'task:b': 'rubbish', 'task:c': raw(null) }
    const { store, onDisk } = setUp({ ...records, ...(index ? { 'index:task': index } : {}) })
    expect(Object.fromEntries(await store.ranks(TASKS))).toEqual({ a: 1 })
    expect(await onDisk()).toEqual({ a: 1 })
  })

  test('that cannot be written is known all the same', async () => {
    const { store, area } = setUp({ 'task:a': raw(1) })
    area.broken = 'set'
    expect([...(await store.ranks(TASKS)).keys()]).toEqual(['a'])
  })

  test('learns what others wrote', async () => {
    const { store, area, onDisk } = setUp({ 'task:a': raw(1), 'task:b': raw(2) })
    await store.ranks(TASKS)
    const news = { 'task:a': raw(7), 'task:c': raw(3), 'note:n': raw(1) }
    await area.set(news)
    await area.remove(['task:b'])
    await store.heard({ ...news, 'task:b': undefined })
    expect(Object.fromEntries(await store.ranks(TASKS))).toEqual({ a: 7, c: 3 })
    expect(await onDisk()).toEqual({ a: 7, c: 3 })
  })

  test('is not misled by news that come late', async () => {
    const { store, onDisk } = setUp()
    await store.write(at('a', 1))
    await store.write(at('b', 1))
    await store.write(drop(TASKS, 'a'))
    await store.heard({ 'task:a': raw(1), 'task:b': undefined })
    expect(await onDisk()).toEqual({ b: 1 })
  })

  test('that does not fit is mended when all are renewed', async () => {
    const wrong = { v: 1, data: { gone: 1 } }
    const { store, onDisk } = setUp({ 'task:a': raw(1), 'index:task': wrong })
    expect(Object.fromEntries(await store.readRanked(TASKS))).toEqual({})
    await store.renewIndexes()
    expect(await onDisk()).toEqual({ a: 1 })
    expect(Object.fromEntries(await store.readRanked(TASKS))).toEqual({ a: { due: 1 } })
  })
})

describe('the ranked records', () => {
  test('are read in one trip, without those that are gone, damaged or rest by now', async () => {
    const records = { 'task:a': raw(1), 'task:b': 'rubbish', 'task:rests': raw(null) }
    const index = { v: 1, data: { a: 1, b: 1, rests: 1, gone: 1 } }
    const { store, asked } = setUp({ ...records, 'index:task': index })
    expect(Object.fromEntries(await store.readRanked(TASKS))).toEqual({ a: { due: 1 } })
    expect(asked).toEqual([['index:task'], ['task:a', 'task:b', 'task:rests', 'task:gone']])
  })

  test('are the same without an index', async () => {
    const store = createStore(memoryArea({ 'task:a': raw(1), 'task:c': raw(null) }), () => {})
    expect(Object.fromEntries(await store.readRanked(TASKS))).toEqual({ a: { due: 1 } })
  })
})

test('whenever a background is stopped, the index names all that is there', async () => {
  const change = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(fc.nat(3)), fc.boolean())
  const writes = fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(writes, fc.integer({ min: 1, max: 30 }), async (all, endAt) => {
      const { area, boot } = setUp()
      const store = boot(createLife(endAt))
      for (const changes of all) {
        const written = store.write(
          ...changes.map(([id, due, isOver]) => (isOver ? drop(TASKS, id) : at(id, due))),
        )
        await Promise.race([written, new Promise((resolve) => setTimeout(resolve))])
      }
      const index = await boot().ranks(TASKS)
      const there = await createStore(area, () => {}).readRanked(TASKS)
      for (const [id, { due }] of there) expect(index.get(id)).toBe(due)
    }),
  )
})

test('whatever two contexts write at once: both read what is there, and the index names it', async () => {
  const change = fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.option(fc.nat(3)), fc.boolean())
  const write = fc.tuple(fc.boolean(), fc.array(change, { minLength: 1, maxLength: 3 }))
  const writes = fc.array(write, { minLength: 2, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(writes, fc.scheduler(), async (all, scheduler) => {
      const { area } = setUp()
      const turn = () => scheduler.schedule(Promise.resolve())
      /** The browser takes its time over each call, and over telling of it. */
      const slow: Area = {
        get: (keys) => turn().then(() => area.get(keys)),
        set: (items) =>
          turn()
            .then(() => area.set(items))
            .then(turn),
        remove: (keys) =>
          turn()
            .then(() => area.remove(keys))
            .then(turn),
      }
      const stores = [false, true].map(() => createStore(slow, () => {}, [TASKS]))
      for (const store of stores) {
        area.onChange((news) => void turn().then(() => store.heard(news)))
        // What was read before is remembered.
        void store.readAll(TASKS)
      }
      const done = all.map(([isSecond, changes]) =>
        stores[Number(isSecond)]?.write(
          ...changes.map(([id, due, isOver]) => (isOver ? drop(TASKS, id) : at(id, due))),
        ),
      )
      await scheduler.waitIdle()
      await Promise.all(done)

      const there = Object.fromEntries(await createStore(area, () => {}).readAll(TASKS))
      const due = Object.entries(there).filter(([, { due }]) => due !== null)
      for (const store of [...stores, createStore(area, () => {}, [TASKS])]) {
        const read = Promise.all([store.readAll(TASKS), store.readRanked(TASKS)])
        await scheduler.waitIdle()
        const [list, listed] = await read
        expect(Object.fromEntries(list)).toEqual(there)
        expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(due))
      }
    }),
  )
})
