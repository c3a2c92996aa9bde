import { describe, expect, test } from 'vitest'
import { createStore } from '../storage/store.ts'
import { memoryArea } from '../test-support/memory-area.ts'
import { createSettings } from './settings.ts'

const DEFAULTS = { privateWindows: false, lockAfter: null }

function setUp(start: Record<string, unknown> = {}) {
  const area = memoryArea(start)
  let changes = 0
  const boot = () =>
    createSettings(
      createStore(area, () => {}),
      () => void changes++,
    )
  return { area, boot, changes: () => changes }
}

describe('settings', () => {
  test('begin with what gives least, and nothing of them on the disk', async () => {
    const { boot, area } = setUp()
    expect(await boot().get()).toEqual({ privateWindows: false, lockAfter: null })
    expect(area.writes).toEqual([])
  })

  test('are what the person set, also after a restart', async () => {
    const { boot, changes } = setUp()
    await boot().change({ privateWindows: true })
    expect(await boot().get()).toEqual({ privateWindows: true, lockAfter: null })
    expect(changes()).toBe(1)
  })

  test('stay as they are where nothing is said of them', async () => {
    const { boot } = setUp()
    const settings = boot()
    await settings.change({ privateWindows: true })
    await settings.change({})
    expect(await settings.get()).toEqual({ privateWindows: true, lockAfter: null })
  })

  test('that follow each other at once end with the last', async () => {
    const settings = setUp().boot()
    const turns = [true, false, true].map((privateWindows) => settings.change({ privateWindows }))
    await Promise.all(turns)
    expect(await settings.get()).toEqual({ privateWindows: true, lockAfter: null })
  })

  test.each([
    ['are damaged', { v: 1, data: { privateWindows: 'yes' } }],
    ['are rubbish', 7],
  ])('that %s count as not set, and can be set', async (_what, raw) => {
    const settings = setUp({ 'settings:own': raw }).boot()
    expect(await settings.get()).toEqual({ privateWindows: false, lockAfter: null })
    await settings.change({ privateWindows: true })
    expect(await settings.get()).toEqual({ privateWindows: true, lockAfter: null })
  })

  test('of a newer version count as not set, and are left alone', async () => {
    const newer = { v: 3, data: { privateWindows: true } }
    const { area, boot } = setUp({ 'settings:own': newer })
    const settings = boot()
    expect(await settings.get()).toEqual(DEFAULTS)
    await expect(settings.change({ privateWindows: true })).rejects.toThrow('newer version')
    expect(area.writes).toEqual([])
  })

  test('of the first version know nothing of locking', async () => {
    const settings = setUp({ 'settings:own': { v: 1, data: { privateWindows: true } } }).boot()
    expect(await settings.get()).toEqual({ privateWindows: true, lockAfter: null })
  })

  test('are told to nobody that could not be written', async () => {
    const { boot, area, changes } = setUp()
    const settings = boot()
    area.broken = 'set'
    await expect(settings.change({ privateWindows: true })).rejects.toThrow()
    expect([await settings.get(), changes()]).toEqual([DEFAULTS, 0])
  })

  test('that the disk does not give for a moment are no reason to guess', async () => {
    const { boot, area } = setUp({ 'settings:own': { v: 1, data: { privateWindows: true } } })
    const settings = boot()
    area.broken = 'get'
    await expect(settings.get()).rejects.toThrow()
    area.broken = null
    expect(await settings.get()).toEqual({ privateWindows: true, lockAfter: null })
  })
})
