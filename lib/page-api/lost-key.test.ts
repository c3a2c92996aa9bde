import { expect, test } from 'vitest'
import { OWN_ID } from '../test-support/background.ts'
import { settle } from '../test-support/clock.ts'
import { guestOfAnn, OTHER } from '../test-support/page-world.ts'
import { fakePort } from '../test-support/ports.ts'
import { APP, TAB } from '../test-support/sharing-world.ts'
import type { Downward, Upward } from './wire.ts'

test.each([
  ['with a grant', APP],
  ['without one', OTHER],
])(
  'a key that went with the browser is noticed before a page hears of an account: %s',
  async (_who, origin) => {
    const { place, boot, sites, ann } = await guestOfAnn({})
    await sites.allow(OTHER)
    await place.clear()
    const { pages, accounts } = boot()
    const sender = { id: OWN_ID, origin, frameId: 0, tab: { id: TAB } }
    const port = fakePort<Upward, Downward>('foyer-page:after', sender)
    pages.connect(port)
    await settle()
    expect(port.posted).toMatchObject([{ params: { linked: false } }])
    expect((await accounts.get(ann))?.health).toBe('key_lost')
  },
)
