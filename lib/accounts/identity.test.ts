import { describe, expect, test } from 'vitest'
import { createStore, NotStored } from '../storage/store.ts'
import { memoryArea } from '../test-support/memory-area.ts'
import { createIdentity, describe as nameBrowser } from './identity.ts'

const SELF = { version: '0.1.0', userAgent: '' }

function load(area = memoryArea()) {
  return createIdentity(
    createStore(area, () => {}),
    SELF,
  )
}

describe('our identity at Plex', () => {
  test('is the same for all who ask at once, and written once', async () => {
    const area = memoryArea()
    const identity = load(area)
    const all = await Promise.all([identity(), identity(), identity()])
    expect(new Set(all.map(({ clientIdentifier }) => clientIdentifier)).size).toBe(1)
    expect(area.writes).toHaveLength(1)
  })

  test('outlives the background', async () => {
    const area = memoryArea()
    const before = await load(area)()
    expect((await load(area)()).clientIdentifier).toBe(before.clientIdentifier)
  })

  test('differs from profile to profile', async () => {
    const [one, two] = [await load()(), await load()()]
    expect(one.clientIdentifier).not.toBe(two.clientIdentifier)
  })

  test('is on disk before anybody uses it; where that failed, it is tried again', async () => {
    const area = memoryArea()
    const identity = load(area)
    area.broken = 'set'
    await expect(identity()).rejects.toThrow(NotStored)
    area.broken = null
    const { clientIdentifier } = await identity()
    expect(area.text()).toContain(clientIdentifier)
  })

  test('is replaced where its record is damaged, and then stays', async () => {
    const area = memoryArea({ 'identity:own': { v: 1, data: { clientIdentifier: 7 } } })
    const { clientIdentifier } = await load(area)()
    expect(clientIdentifier).toMatch(/^[0-9a-f-]{36}$/)
    expect((await load(area)()).clientIdentifier).toBe(clientIdentifier)
  })

  test('is left alone where a newer version wrote it', async () => {
    const area = memoryArea({ 'identity:own': { v: 2, data: {} } })
    await expect(load(area)()).rejects.toMatchObject({ reason: 'newer' })
    expect(area.writes).toEqual([])
  })

  test('is not replaced where only the disk has trouble', async () => {
    const area = memoryArea()
    const { clientIdentifier } = await load(area)()
    const identity = load(area)
    area.broken = 'get'
    await expect(identity()).rejects.toThrow('the disk is broken')
    area.broken = null
    expect((await identity()).clientIdentifier).toBe(clientIdentifier)
  })

  test('names product and version', async () => {
    expect(await load()()).toMatchObject({ product: 'Foyer for Plex', version: '0.1.0' })
  })
})

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Firefox',
    '140.0',
    'Linux',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`,
    'Chrome',
    '141.0.0.0',
    'Windows',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.3.4`,
    'Edge',
    '141.0.3.4',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15',
    'Safari',
    '18.3',
    'macOS',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Firefox',
    '140.0',
    'macOS',
  ],
  [
    'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
    'Firefox',
    '140.0',
    'Android',
  ],
  [
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${WEBKIT} Chrome/141.0.0.0 Safari/537.36`,
    'Chrome',
    '141.0.0.0',
    'ChromeOS',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1',
    'Safari',
    '18.3',
    'iOS',
  ],
  ['something else', 'Browser', '0', 'a computer'],
])(
  'a person knows their browser by its name: %s',
  (userAgent, platform, platformVersion, device) => {
    const deviceName = `Foyer, ${platform} on ${device}`
    expect(nameBrowser(userAgent)).toEqual({ platform, platformVersion, device, deviceName })
  },
)
