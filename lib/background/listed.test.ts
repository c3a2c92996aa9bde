import { expect, test, vi } from 'vitest'
import { stateOf } from '../test-support/own-page.ts'
import { APP, OTHER, sharingWorld } from '../test-support/sharing-world.ts'
import type { Look } from '../ui-api/protocol.ts'

const SETTINGS: Look = {
  sites: { search: '', limit: 20 },
  activity: { search: '', answered: null, limit: 20 },
}

test.each(['popup', 'options'])(
  '%s has its first state without a look at all that is stored',
  async (view) => {
    const world = sharingWorld()
    await world.signIn()
    for (const origin of [APP, OTHER]) await world.give(origin)
    await world.store.renewIndexes()
    const app = world.boot()
    const read = vi.spyOn(world.local, 'get')
    expect(await stateOf(app, view, SETTINGS)).toMatchObject({ siteCount: 2, sites: { total: 2 } })
    expect(read.mock.calls.map(([keys]) => keys)).not.toContain(null)
  },
)
