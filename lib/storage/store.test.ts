import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { memoryArea } from '../test-support/memory-area.ts'
import { defineCollection, notes, type UnusableRecord } from './collection.ts'
import { createStore, drop, letGo, put } from './store.ts'

const NOTES = defineCollection('note', 1, v.object({ text: v.string() }))
const OTHERS = defineCollection('notebook', 1, v.object({ text: v.string() }))
const note = (text: string) => ({ text })

function setUp(start: Record<string, unknown> = {}) {
  const area = memoryArea(start)
  const unusable: UnusableRecord[] = []
  let reads = 0
  area.beforeAnswer = async () => void reads++
  const store = createStore(area, (error) => unusable.push(error))
  return { area, store, unusable, reads: () => reads }
}

describe('reading', () => {
  test('gives null for what is not there', async () => {
    expect(await setUp().store.read(NOTES, 'a')).toBeNull()
  })

  test('goes to the disk once for a record, and once for its absence', async () => {
    const { store, reads } = setUp({ 'note:a': { v: 1, data: note('one') } })
    const first = await store.read(NOTES, 'a')
    expect(await store.read(NOTES, 'a')).toBe(first)
    await store.read(NOTES, 'b')
    await store.read(NOTES, 'b')
    expect(reads()).toBe(2)
  })

  test('goes to the disk again for what somebody else wrote', async () => {
    const { area, store } = setUp()
    await store.read(NOTES, 'a')
    await area.set({ 'note:a': { v: 1, data: note('theirs') } })
    void store.heard({ 'note:a': undefined })
    expect(await store.read(NOTES, 'a')).toEqual(note('theirs'))
  })

  test('refuses what it cannot use', async () => {
    const { store } = setUp({ 'note:a': { v: 2, data: {} } })
    await expect(store.read(NOTES, 'a')).rejects.toMatchObject({ reason: 'newer' })
  })

  test('all gives one kind by id, and reports what is unusable without losing the rest', async () => {
    const { store, unusable, area } = setUp({
      'note:a': { v: 1, data: note('one') },
      'note:b': 'rubbish',
      'note:c:d': { v: 1, data: note('three') },
      'notebook:a': { v: 1, data: note('other') },
    })
    const before = area.text()
    expect(Object.fromEntries(await store.readAll(NOTES))).toEqual({
      a: note('one'),
      'c:d': note('three'),
    })
    expect(unusable.map(({ key }) => key)).toEqual(['note:b'])
    expect(area.text()).toBe(before)
  })
})

describe('writing', () => {
  test('puts all records in one call, so that they are there together or not at all', async () => {
    const { area, store } = setUp()
    await store.write(put(NOTES, 'a', note('one')), put(OTHERS, 'b', note('two')))
    expect(area.writes).toEqual([{ set: ['note:a', 'notebook:b'] }])
  })

  test('removes only after it has put, and not at all when that fails', async () => {
    const { area, store } = setUp({ 'note:old': { v: 1, data: note('old') } })
    const changes = [drop(NOTES, 'old'), put(NOTES, 'new', note('new'))]
    area.broken = 'set'
    await expect(store.write(...changes)).rejects.toThrow()
    expect(await store.read(NOTES, 'old')).toEqual(note('old'))
    area.broken = null
    await store.write(...changes)
    expect(area.writes).toEqual([{ set: ['note:new'] }, { remove: ['note:old'] }])
    expect(await store.read(NOTES, 'old')).toBeNull()
  })

  test('is seen by the next read, even when it failed half-way', async () => {
    const { area, store } = setUp({ 'note:a': { v: 1, data: note('one') } })
    await store.read(NOTES, 'a')
    area.broken = 'remove'
    await expect(store.write(put(NOTES, 'a', note('two')), drop(NOTES, 'b'))).rejects.toThrow()
    area.broken = null
    expect(await store.read(NOTES, 'a')).toEqual(note('two'))
  })

  test('wins over a read that began before it and ends after it', async () => {
    const { area, store } = setUp({ 'note:a': { v: 1, data: note('old') } })
    let answer = () => {}
    area.beforeAnswer = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const read = store.read(NOTES, 'a')
    area.beforeAnswer = null
    await store.write(put(NOTES, 'a', note('new')))
    answer()
    await read
    expect(await store.read(NOTES, 'a')).toEqual(note('new'))
  })

  test('wins over a look at all that began before it, also for who asks before that ends', async () => {
    const { area, store } = setUp({ 'note:a': { v: 1, data: note('old') } })
    let answer = () => {}
    area.beforeAnswer = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const before = store.readAll(NOTES)
    area.beforeAnswer = null
    await store.write(put(NOTES, 'a', note('new')))
    const after = store.readAll(NOTES)
    answer()
    await before
    expect((await after).get('a')).toEqual(note('new'))
    expect((await store.readAll(NOTES)).get('a')).toEqual(note('new'))
  })
})

describe('what a newer version wrote', () => {
  const NEWER = { 'note:a': { v: 2, data: {} } }

  test.each([put(NOTES, 'a', note('ours')), drop(NOTES, 'a')])(
    'is left to it, also by who never read it',
    async (change) => {
      const { area, store, unusable } = setUp(NEWER)
      const write = store.write(put(OTHERS, 'b', note('two')), change)
      await expect(write).rejects.toMatchObject({ key: 'note:a', reason: 'newer' })
      expect([area.writes, unusable.map(({ key }) => key)]).toEqual([[], ['note:a']])
    },
  )

  test('goes where the person lets go of it', async () => {
    const { area, store } = setUp(NEWER)
    await store.write(letGo(drop(NOTES, 'a')))
    expect(await area.get(null)).toEqual({})
  })

  test('is no loss where it is a note to ourselves', async () => {
    const { store, unusable } = setUp(NEWER)
    const kind = notes(NOTES)
    expect([await store.read(kind, 'a'), unusable]).toEqual([null, []])
    await store.write(put(kind, 'a', note('ours')))
    expect(await store.read(kind, 'a')).toEqual(note('ours'))
  })
})
