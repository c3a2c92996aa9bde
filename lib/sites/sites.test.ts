import { describe, expect, test } from 'vitest'
import { createStore } from '../storage/store.ts'
import { createClock } from '../test-support/clock.ts'
import { memoryArea } from '../test-support/memory-area.ts'
import { createSites } from './sites.ts'

const APP = 'https://app.example'

function setUp() {
  const [area, clock] = [memoryArea(), createClock()]
  const log: string[] = []
  const sites = createSites({
    store: createStore(area, () => {}),
    now: clock.now,
    allowed: (origin) => void log.push(`allowed ${origin}`),
    leaving: async (origin) => {
      log.push(`leaving ${origin}, ${area.text() === '{}' ? 'gone' : 'still there'}`)
    },
    left: (origin) => void log.push(`left ${origin}`),
  })
  return { area, clock, log, sites }
}

describe('an allowed site', () => {
  test('is its exact origin, since a time', async () => {
    const { sites, clock } = setUp()
    await sites.allow(APP)
    expect(await sites.get(APP)).toEqual({ origin: APP, since: clock.now() })
    expect(await sites.get(`${APP}:8443`)).toBeNull()
    expect(await sites.get('http://app.example')).toBeNull()
  })

  test('that is allowed again keeps its date', async () => {
    const { sites, clock, log } = setUp()
    await sites.allow(APP)
    await clock.advance(1_000)
    await sites.allow(APP)
    expect(await sites.list()).toEqual([{ origin: APP, since: clock.now() - 1_000 }])
    expect(log).toEqual([`allowed ${APP}`])
  })

  test('ends with what it has, and with what it was given in that very moment', async () => {
    const { sites, area, log } = setUp()
    await sites.allow(APP)
    log.length = 0
    await sites.remove(APP)
    await sites.remove(APP)
    expect(area.text()).toBe('{}')
    expect(log).toEqual([`leaving ${APP}, still there`, `leaving ${APP}, gone`, `left ${APP}`])
  })
})
