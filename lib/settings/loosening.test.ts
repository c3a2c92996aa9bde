import { describe, expect, test } from 'vitest'
import { settingsChanges } from './loosening.ts'
import { LOCK_AFTER, type Settings } from './settings.ts'

const HERE: Settings = { privateWindows: false, lockAfter: 15 }

describe('a change of settings', () => {
  test.each<[string, Settings, Partial<Settings>]>([
    ['answers private windows', HERE, { privateWindows: true }],
    ['locks later', HERE, { lockAfter: 60 }],
    ['no longer locks by the clock', HERE, { lockAfter: null }],
  ])('that %s loosens', (_what, here, news) => {
    expect(settingsChanges(here, news)).toEqual({ looser: news, other: {} })
  })

  test.each<[string, Settings, Partial<Settings>]>([
    ['shuts private windows out', { ...HERE, privateWindows: true }, { privateWindows: false }],
    ['locks sooner', HERE, { lockAfter: 5 }],
    ['locks by the clock at all', { ...HERE, lockAfter: null }, { lockAfter: LOCK_AFTER[3] }],
  ])('that %s does not', (_what, here, news) => {
    expect(settingsChanges(here, news)).toEqual({ looser: {}, other: news })
  })

  test('is told apart where it does both, and names nothing that stays', () => {
    const news = { privateWindows: true, lockAfter: 5 } as const
    const parted = { looser: { privateWindows: true }, other: { lockAfter: 5 } }
    expect(settingsChanges(HERE, news)).toEqual(parted)
    expect(settingsChanges(HERE, HERE)).toEqual({ looser: {}, other: {} })
    expect(settingsChanges(HERE, {})).toEqual({ looser: {}, other: {} })
  })
})
