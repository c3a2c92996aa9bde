import { expect, test } from 'vitest'
import { APP } from '../test-support/background.ts'
import { settle } from '../test-support/clock.ts'
import { imbalance } from '../test-support/held.ts'
import { allow } from '../test-support/stories.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'

const WORDS = 'four words or more'

test.each(['createPin', 'getPin', 'linkPin'] as const)(
  'what was allowed and locked at %s is given after the unlock, once',
  async (call) => {
    const world = tokensWorld()
    const app = world.boot()
    const ann = await app.signIn()
    await app.sites.allow(APP)
    await app.lock.set(WORDS, '')
    let locking: Promise<void> | null = null
    world.plex.meanwhile(call, () => {
      locking = app.lock.lock()
    })
    await allow(app, ann)
    await locking
    await settle()
    expect(await app.lock.isLocked()).toBe(true)
    await app.lock.unlock(WORDS)
    await world.clock.advance(10_000)
    expect(await app.grants.live(APP)).toMatchObject({ accountId: ann })
    expect(await imbalance(world, app)).toBeNull()
    expect(world.errors).toEqual([])
  },
)
