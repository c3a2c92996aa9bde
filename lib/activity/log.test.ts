import { describe, expect, test } from 'vitest'
import { activityWorld, NOTE, OTHER } from '../test-support/activity-world.ts'
import { settle } from '../test-support/clock.ts'
import type { Note } from './entry.ts'
import { createMemoryStore } from './memory-store.ts'

describe('a note', () => {
  test('is on its first page at once', async () => {
    const { note, page } = activityWorld()
    const whole = { ...NOTE, name: 'Seerr', scopes: ['token'] as const, reason: 'offline' }
    note(whole)
    expect(await page()).toEqual({
      entries: [{ ...whole, id: 1, at: 0, last: 0, count: 1 }],
      total: 1,
    })
  })

  test('counts one up within a minute of the first, also with others between', async () => {
    const { clock, note, counts } = activityWorld()
    note()
    await clock.advance(30_000)
    note(OTHER)
    note()
    await clock.advance(29_999)
    note()
    await clock.advance(1_000)
    expect(await counts()).toEqual([
      ['other.example', 30_000, 30_000, 1],
      ['app.example', 0, 59_999, 3],
    ])
  })

  test('begins another entry a minute after the first, however late the latest was', async () => {
    const { clock, note, counts } = activityWorld()
    note()
    await clock.advance(59_999)
    note()
    await clock.advance(1)
    note()
    expect(await counts()).toEqual([
      ['app.example', 60_000, 60_000, 1],
      ['app.example', 0, 59_999, 2],
    ])
  })

  test('begins another entry once the clock was set back by more than a minute', async () => {
    const { clock, note, counts } = activityWorld()
    await clock.advance(100_000)
    note()
    clock.setBack(90_000)
    note()
    note()
    clock.setBack(-20_000)
    note()
    await clock.advance(1_000)
    expect(await counts()).toEqual([
      ['app.example', 10_000, 30_000, 3],
      ['app.example', 100_000, 100_000, 1],
    ])
  })

  test('joins what was noted before the background was killed', async () => {
    const { clock, note, counts, kill } = activityWorld()
    note()
    await clock.advance(50_000)
    kill()
    note()
    await clock.advance(9_900)
    note()
    await clock.advance(200)
    note()
    await clock.advance(1_000)
    expect(await counts()).toEqual([
      ['app.example', 60_100, 60_100, 1],
      ['app.example', 0, 59_900, 3],
    ])
  })

  test('loses no more than the latest counts to a kill', async () => {
    const { clock, note, counts, kill } = activityWorld()
    note()
    await settle()
    for (const each of [OTHER, NOTE, NOTE]) note(each)
    await settle()
    note()
    kill()
    expect(await counts()).toEqual([
      ['other.example', 0, 0, 1],
      ['app.example', 0, 0, 3],
    ])
    note()
    await clock.advance(1_000)
    expect(await counts()).toContainEqual(['app.example', 0, 0, 4])
  })
})

describe('a burst', () => {
  test('of 10 000 equal notes is two writes', async () => {
    const { clock, note, add, counts } = activityWorld()
    for (let i = 0; i < 10_000; i++) note()
    await clock.advance(1_000)
    expect(add).toHaveBeenCalledTimes(1)
    await clock.advance(10_000)
    expect(add).toHaveBeenCalledTimes(1)
    for (let i = 0; i < 10_000; i++) note()
    await clock.advance(10_000)
    expect(add).toHaveBeenCalledTimes(2)
    expect(await counts()).toEqual([['app.example', 0, 11_000, 20_000]])
  })

  test('over a minute is a write a second', async () => {
    const { clock, note, add, counts } = activityWorld()
    for (let i = 0; i < 500; i++) {
      note()
      await clock.advance(100)
    }
    await clock.advance(1_000)
    expect(add.mock.calls.length).toBeLessThanOrEqual(51)
    expect(await counts()).toEqual([['app.example', 0, 49_900, 500]])
  })

  test('of different notes is written together while a write is under way', async () => {
    const { note, add, page } = activityWorld()
    note()
    await settle()
    for (let i = 0; i < 10_000; i++) note({ ...NOTE, origin: `https://${i}.example` })
    const { total, entries } = await page()
    expect(add).toHaveBeenCalledTimes(2)
    expect([total, entries[0]?.origin]).toEqual([5_000, 'https://9999.example'])
  })

  test('keeps no more in memory than the log, while the disk hangs', async () => {
    const store = createMemoryStore()
    const { note, add, page } = activityWorld(store)
    let goOn = () => {}
    add.mockImplementationOnce(() => new Promise((resolve) => (goOn = () => resolve([]))))
    note()
    await settle()
    for (let i = 0; i < 6_000; i++) note({ ...NOTE, origin: `https://${i}.example` })
    goOn()
    await page()
    expect(add.mock.lastCall?.[0]).toHaveLength(5_000)
  })
})

describe('whoever notes', () => {
  test('hears of no trouble, and the next note is written again', async () => {
    const { note, add, changed, page } = activityWorld()
    add.mockRejectedValueOnce(new Error('the disk is full'))
    note()
    await settle()
    add.mockImplementationOnce(() => {
      throw new Error('the disk is gone')
    })
    note(OTHER)
    await settle()
    changed.mockImplementationOnce(() => {
      throw new Error('nobody listens')
    })
    note({ ...NOTE, asked: 'account.get' })
    await settle()
    note({ ...NOTE, asked: 'servers.list' })
    note({ ...NOTE, origin: undefined } as unknown as Note)
    const { entries } = await page()
    expect(entries.map(({ asked }) => asked)).toEqual(['servers.list', 'account.get'])
  })

  test('does not wait for the disk', () => {
    const { note, add } = activityWorld()
    note()
    expect(add).not.toHaveBeenCalled()
  })
})
