import { describe, expect, test, vi } from 'vitest'
import { activityWorld, OTHER } from '../test-support/activity-world.ts'
import { settle } from '../test-support/clock.ts'
import { createActivity } from './log.ts'
import { createMemoryStore } from './memory-store.ts'

describe('the log', () => {
  test('says when a page would look different, and not more often', async () => {
    const { clock, note, changed, page } = activityWorld()
    note()
    await settle()
    expect(changed).toHaveBeenCalledTimes(1)
    note()
    note()
    await page()
    expect(changed).toHaveBeenCalledTimes(1)
    await clock.advance(1_000)
    expect(changed).toHaveBeenCalledTimes(2)
    await clock.advance(60_000)
    expect(changed).toHaveBeenCalledTimes(2)
    expect(clock.timers()).toBe(0)
  })

  test('forgets all that was noted until it is cleared, and nothing after', async () => {
    const { clock, note, changed, clear, counts } = activityWorld()
    note()
    await settle()
    note()
    note(OTHER)
    const cleared = clear()
    note()
    await cleared
    expect(await counts()).toEqual([['app.example', 0, 0, 1]])
    await clock.advance(1_000)
    expect(await counts()).toEqual([['app.example', 0, 0, 1]])
    await clear()
    expect(await counts()).toEqual([])
    expect(changed).toHaveBeenCalled()
  })

  test('says where it cannot be read or cleared', async () => {
    const { store, page, clear } = activityWorld()
    vi.spyOn(store, 'all').mockRejectedValueOnce(new Error('no disk'))
    await expect(page()).rejects.toThrow('no disk')
    vi.spyOn(store, 'clear').mockRejectedValueOnce(new Error('no disk'))
    await expect(clear()).rejects.toThrow('no disk')
    expect(await page()).toEqual({ entries: [], total: 0 })
  })

  test('is as lasting as its store', async () => {
    const store = { ...createMemoryStore(), isLasting: async () => true }
    const world = { now: Date.now, after: () => () => {}, changed: () => {} }
    expect(await createActivity({ ...world, store }).isLasting()).toBe(true)
    const memory = createMemoryStore()
    expect(await createActivity({ ...world, store: memory }).isLasting()).toBe(false)
  })
})
