import { expect, test, vi } from 'vitest'
import { OWN_ID, OWN_ORIGIN } from '../test-support/background.ts'
import { until } from '../test-support/page-world.ts'
import { fakePort } from '../test-support/ports.ts'
import { APP, OTHER, sharingWorld } from '../test-support/sharing-world.ts'
import type { Command, Look, Looking, Push } from '../ui-api/protocol.ts'

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
    const { ui } = world.boot()
    const read = vi.spyOn(world.local, 'get')
    const url = `${OWN_ORIGIN}${view}.html`
    const port = fakePort<Command | Looking, Push>(`foyer-ui:${view}`, { id: OWN_ID, url })
    ui.connect(port)
    port.say({ look: SETTINGS })
    const push = await until(() => port.posted.find((each) => 'state' in each))
    expect(push).toMatchObject({ state: { siteCount: 2, sites: { total: 2 } } })
    expect(read.mock.calls.map(([keys]) => keys)).not.toContain(null)
  },
)
