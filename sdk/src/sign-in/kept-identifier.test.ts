import { afterEach, describe, expect, test, vi } from 'vitest'
import { fakeStorage } from '../../test-support/fake-plex.ts'
import { keptIdentifier } from './kept-identifier.ts'

afterEach(() => void vi.unstubAllGlobals())

describe('the identifier of a browser', () => {
  test('is random, kept, and the same each time', () => {
    const kept = fakeStorage()
    const identifier = keptIdentifier('Reel Notes')
    expect(identifier).toMatch(/^[0-9a-f]{32}$/)
    expect(keptIdentifier('Reel Notes')).toBe(identifier)
    expect([...kept.values()]).toEqual([identifier])
  })

  test('that is kept is used', () => {
    fakeStorage().set('foyer-page:Old app', 'from-last-year')
    expect(keptIdentifier('Old app')).toBe('from-last-year')
  })

  test('is another one for each product', () => {
    fakeStorage()
    expect(keptIdentifier('One')).not.toBe(keptIdentifier('Other'))
  })

  test('lasts as long as the page where nothing can be kept', () => {
    fakeStorage({ refuses: true })
    expect(keptIdentifier('Private')).toBe(keptIdentifier('Private'))
  })

  test('needs no secure context', () => {
    fakeStorage()
    const { crypto } = globalThis
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
    expect(keptIdentifier('On plain http')).toHaveLength(32)
  })
})
