import { describe, expect, test } from 'vitest'
import { createStore } from '../storage/store.ts'
import { createClock } from '../test-support/clock.ts'
import { memoryArea } from '../test-support/memory-area.ts'
import type { Grant } from './policy.ts'
import { createSites } from './store.ts'

const APP = 'https://app.example'
const OTHER = 'https://app.example:8443'

function setUp() {
  const [area, clock] = [memoryArea(), createClock()]
  const changed: string[] = []
  const sites = createSites(
    createStore(area, () => {}),
    clock.now,
    (origin) => changed.push(origin),
  )
  const grant = (more: Partial<Grant> = {}): Grant => ({
    origin: APP,
    accountId: 'ann',
    scopes: ['token'],
    tokenKind: 'account',
    since: clock.now(),
    expiresAt: null,
    ...more,
  })
  return { area, clock, sites, changed, grant }
}

describe('an allowed site', () => {
  test('may ask and has nothing', async () => {
    const { sites, clock } = setUp()
    await sites.allow(APP)
    expect(await sites.get(APP)).toEqual({ origin: APP, since: clock.now(), accountId: null })
    expect(await sites.liveGrant(APP)).toBeNull()
  })

  test('is its exact origin: another port is another site', async () => {
    const { sites } = setUp()
    await sites.allow(APP)
    expect(await sites.get(OTHER)).toBeNull()
    expect(await sites.get('http://app.example')).toBeNull()
  })

  test('that is allowed again keeps its grant and its date', async () => {
    const { sites, clock, grant, changed } = setUp()
    await sites.allow(APP)
    await sites.grant(grant())
    const before = await sites.get(APP)
    await clock.advance(1_000)
    await sites.allow(APP)
    expect(await sites.get(APP)).toEqual(before)
    expect(changed).toEqual([APP, APP])
  })
})

describe('a grant', () => {
  test('belongs to an allowed site; to no other it is not given', async () => {
    const { sites, grant, area, changed } = setUp()
    await sites.grant(grant())
    expect(await sites.liveGrant(APP)).toBeNull()
    expect([area.text(), changed]).toEqual(['{}', []])
  })

  test('ends at its time, whether or not anybody swept', async () => {
    const { sites, clock, grant } = setUp()
    await sites.allow(APP)
    await sites.grant(grant({ expiresAt: clock.now() + 1_000 }))
    await clock.advance(999)
    expect(await sites.liveGrant(APP)).not.toBeNull()
    await clock.advance(1)
    expect(await sites.liveGrant(APP)).toBeNull()
    expect(await sites.get(APP)).not.toBeNull()
  })

  test('that is released is gone from the disk, and the site may ask again', async () => {
    const { sites, grant, area, changed } = setUp()
    await sites.allow(APP)
    await sites.grant(grant())
    await sites.release(APP)
    await sites.release(APP)
    expect(await sites.liveGrant(APP)).toBeNull()
    expect(await sites.get(APP)).not.toBeNull()
    expect(area.text()).not.toContain('grant:')
    expect(changed).toHaveLength(3)
  })

  test('for another account takes the place of the one before', async () => {
    const { sites, grant, area } = setUp()
    await sites.allow(APP)
    await sites.grant(grant())
    await sites.grant(grant({ accountId: 'bob' }))
    expect((await sites.liveGrant(APP))?.accountId).toBe('bob')
    expect(area.text()).not.toContain('ann')
  })

  test('ends with its site, and does not come back with it', async () => {
    const { sites, grant, area } = setUp()
    await sites.allow(APP)
    await sites.grant(grant())
    await sites.remove(APP)
    expect(area.text()).toBe('{}')
    await sites.allow(APP)
    expect(await sites.liveGrant(APP)).toBeNull()
  })

  test('ends with its account; the grants of other accounts go on', async () => {
    const { sites, grant } = setUp()
    await sites.allow(APP)
    await sites.allow(OTHER)
    await sites.grant(grant())
    await sites.grant(grant({ origin: OTHER, accountId: 'bob' }))
    await sites.releaseAccount('ann')
    expect(await sites.liveGrant(APP)).toBeNull()
    expect(await sites.liveGrant(OTHER)).not.toBeNull()
    expect(await sites.list()).toHaveLength(2)
  })

  test('and its site are written together', async () => {
    const { sites, grant, area } = setUp()
    await sites.allow(APP)
    await sites.grant(grant())
    expect(area.writes.at(-1)?.set).toHaveLength(2)
  })
})
