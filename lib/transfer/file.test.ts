import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LOCK_AFTER } from '../settings/settings.ts'
import { originOf } from '../sites/policy.ts'
import { BadFile, type Content, readFile, TooMuch, writeFile } from './file.ts'

const APP = 'https://app.example'
const ANN = { userId: '1', plexName: 'Ann', ownName: 'Living room' }
const WHOLE: Content = {
  exportedAt: Date.UTC(2026, 0, 2),
  settings: { privateWindows: true, lockAfter: 15 },
  accounts: [ANN],
  sites: [{ origin: APP, userId: '1' }],
}
const GOOD = writeFile(WHOLE)

const withNews = (news: object) => JSON.stringify({ ...JSON.parse(GOOD), ...news })
const withSite = (origin: unknown) => withNews({ sites: [{ origin, userId: null }] })

function faultOf(text: string): unknown {
  try {
    return readFile(text)
  } catch (error) {
    if (error instanceof BadFile) return error.reason
    throw error
  }
}

const userIds = fc.string({ minLength: 1, maxLength: 64 })
const origins = fc.webUrl({ withQueryParameters: true }).map((url) => originOf(url) ?? APP)
const wholes: fc.Arbitrary<Content> = fc.record({
  exportedAt: fc.integer({ min: 0, max: Date.UTC(9999, 0) }),
  settings: fc.record(
    { privateWindows: fc.boolean(), lockAfter: fc.constantFrom(null, ...LOCK_AFTER) },
    { requiredKeys: [] },
  ),
  accounts: fc.uniqueArray(
    fc.record({
      userId: userIds,
      plexName: fc.string({ maxLength: 200 }),
      ownName: fc.string({ maxLength: 60 }),
    }),
    { selector: ({ userId }) => userId },
  ),
  sites: fc.uniqueArray(fc.record({ origin: origins, userId: fc.option(userIds) }), {
    selector: ({ origin }) => origin,
  }),
})

describe('a settings file', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(wholes, (content) => {
        expect(readFile(writeFile(content))).toEqual(content)
      }),
    )
  })

  test('can be read by people, and says what it is', () => {
    expect(GOOD).toContain('"format": "foyer-settings",\n  "version": 1,')
    expect(GOOD).toContain('"exportedAt": "2026-01-02T00:00:00.000Z"')
  })

  test('that says less changes less', () => {
    expect(readFile(withNews({ settings: {} })).settings).toEqual({})
  })

  test.each([
    ['nothing at all', ''],
    ['half of one', GOOD.slice(0, -9)],
    ['a picture', '\u0089PNG\r\n'],
    ['somebody else’s', '{"version": 1, "sites": []}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['one whose version is no number', withNews({ version: '1' })],
  ])('is none: %s', (_what, text) => expect(faultOf(text)).toBe('file_not_foyers'))

  test.each([
    ['a version that never was', { version: 0 }],
    ['a member that we never write', { token: 'x' }],
    ['a member too little', { accounts: undefined }],
    ['a setting that there is not', { settings: { everything: true } }],
    ['a setting of another kind', { settings: { privateWindows: 'yes' } }],
    ['a time to lock that nobody can choose', { settings: { lockAfter: 100_000 } }],
    ['a time that is none', { exportedAt: 'yesterday' }],
    ['a name that is too long', { accounts: [{ ...ANN, ownName: 'x'.repeat(61) }] }],
    ['an account of nobody', { accounts: [{ ...ANN, userId: '' }] }],
    ['a site with a grant', { sites: [{ origin: APP, userId: '1', scopes: ['token'] }] }],
    ['a site without an address', { sites: [{ origin: null, userId: null }] }],
  ])('that was changed is not read: %s', (_what, news) => {
    expect(faultOf(withNews(news))).toBe('file_damaged')
  })

  test.each([
    'https://plex.tv',
    'https://app.plex.tv',
    'https://app.plex.tv.',
    'https://*',
    'https://*.example',
    `${APP}/`,
    `${APP}/page`,
    `${APP}:443`,
    'HTTPS://APP.EXAMPLE',
    'https://me@app.example',
    ' https://app.example',
    'file:///etc',
    'chrome-extension://own',
    'javascript:alert(1)',
    'null',
    '',
  ])('names no address that can’t be allowed: "%s"', (origin) => {
    expect(faultOf(withSite(origin))).toBe('file_address')
  })

  test('names nothing twice', () => {
    expect(faultOf(withNews({ sites: [...WHOLE.sites, ...WHOLE.sites] }))).toBe('file_twice')
    expect(faultOf(withNews({ accounts: [ANN, { ...ANN, ownName: '' }] }))).toBe('file_twice')
  })

  test('of a newer version says so, whatever else is in it', () => {
    expect(faultOf(withNews({ version: 2, settings: 'elsewhere' }))).toBe('file_newer')
  })

  test('has a size, in bytes', () => {
    expect(faultOf(' '.repeat(2_000_001))).toBe('file_too_big')
    expect(faultOf('ü'.repeat(1_000_001))).toBe('file_too_big')
    expect(faultOf('ü'.repeat(900_000))).toBe('file_not_foyers')
  })

  test('is not written where it could not be read again', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, n) => ({ origin: `https://s${n}.example`, userId: null }))
    expect(readFile(writeFile({ ...WHOLE, sites: many(20_000) })).sites).toHaveLength(20_000)
    expect(() => writeFile({ ...WHOLE, sites: many(40_000) })).toThrow(TooMuch)
    expect(() => writeFile({ ...WHOLE, accounts: [ANN, ANN] })).toThrow(BadFile)
  })

  test('is none whatever else it may be', () => {
    const others = fc.oneof(fc.string(), fc.json(), fc.json({ maxDepth: 1 }))
    fc.assert(
      fc.property(others, (text) => {
        expect(faultOf(text)).toBe('file_not_foyers')
      }),
    )
  })

  test('that was changed anywhere is refused, or one that we could have written', () => {
    const places = [
      ...['format', 'version', 'exportedAt', 'settings', 'accounts', 'sites', 'more'],
      ...['settings/privateWindows', 'settings/lockAfter', 'settings/more'],
      ...['accounts/0', 'accounts/0/userId', 'accounts/0/plexName', 'accounts/0/ownName'],
      ...['accounts/1', 'sites/0', 'sites/0/origin', 'sites/0/userId', 'sites/0/more', 'sites/1'],
    ]
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (place, value) => {
        const file = JSON.parse(GOOD)
        const path = place.split('/')
        const last = path.pop() ?? ''
        let at = file
        for (const name of path) at = at[name]
        at[last] = value
        const read = faultOf(JSON.stringify(file))
        if (typeof read === 'object') expect(readFile(writeFile(read as Content))).toEqual(read)
      }),
    )
  })
})
