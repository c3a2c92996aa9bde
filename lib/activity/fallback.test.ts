import { describe, expect, test, vi } from 'vitest'
import { type Note, tallyOf } from './entry.ts'
import { withFallback } from './fallback.ts'
import { createMemoryStore } from './memory-store.ts'
import type { ActivityStore } from './store.ts'

const NOTE: Note = { origin: 'https://app.example', asked: 'token.get', answered: 'given' }
const tally = (asked: string, at = 0) => tallyOf({ ...NOTE, asked }, at)
const askedIn = async (store: ActivityStore) => (await store.all()).map(({ asked }) => asked)

/** A disk of which parts can break. */
function setUp(...broken: (keyof ActivityStore)[]) {
  const sound = { ...createMemoryStore(), isLasting: async () => true }
  const disk = { ...sound }
  const breaks = (...parts: (keyof ActivityStore)[]) => {
    for (const part of parts) disk[part] = vi.fn(() => Promise.reject(new Error('refused')))
  }
  breaks(...broken)
  return { sound, disk, breaks, store: withFallback(disk) }
}
const ALL = ['add', 'all', 'clear', 'isLasting'] as const

describe('a disk that works', () => {
  test('has the log, and it lasts', async () => {
    const { sound, store } = setUp()
    await store.add([tally('one')])
    expect(await askedIn(sound)).toEqual(['one'])
    expect(await askedIn(store)).toEqual(['one'])
    expect(await store.isLasting()).toBe(true)
    await store.clear()
    expect(await askedIn(sound)).toEqual([])
  })
})

describe('a disk that refuses from the first', () => {
  test('leaves the log to memory, which says so', async () => {
    const { sound, store } = setUp(...ALL)
    expect(await store.isLasting()).toBe(false)
    await Promise.all([store.add([tally('one')]), store.add([tally('two')]), store.all()])
    await store.add([tally('one', 1)])
    expect(await store.all()).toMatchObject([{ asked: 'one', count: 2 }, { asked: 'two' }])
    expect(await askedIn(sound)).toEqual([])
    await store.clear()
    expect(await store.all()).toEqual([])
  })

  test.each(ALL)('is found out by whatever comes first: %s', async (first) => {
    const { store } = setUp(...ALL)
    await store[first]([])
    await store.add([tally('one')])
    expect(await askedIn(store)).toEqual(['one'])
  })
})

describe('a disk that breaks later', () => {
  test('is read where it can be, while new entries go to memory', async () => {
    const { breaks, sound, store } = setUp()
    await store.add([tally('one'), tally('two')])
    breaks('add')
    await Promise.all([store.add([tally('three')]), store.add([tally('one', 1)])])
    expect(await store.all()).toMatchObject([
      { id: 1, asked: 'one', count: 2 },
      { id: 2, asked: 'two' },
      { id: 3, asked: 'three' },
    ])
    expect(await store.isLasting()).toBe(false)
    expect(await askedIn(sound)).toEqual(['one', 'two'])
  })

  test('does not look like an empty log', async () => {
    const { breaks, store } = setUp()
    await store.add([tally('one')])
    breaks('all')
    await expect(store.all()).rejects.toThrow('refused')
    expect(await store.isLasting()).toBe(true)
    breaks('isLasting')
    expect(await store.isLasting()).toBe(false)
  })

  test('is cleared all the same, or says that it was not', async () => {
    const { breaks, sound, store } = setUp()
    await store.add([tally('one')])
    breaks('add')
    await store.add([tally('two')])
    await store.clear()
    expect([await askedIn(store), await askedIn(sound)]).toEqual([[], []])
    breaks('clear')
    await expect(store.clear()).rejects.toThrow('refused')
  })
})
