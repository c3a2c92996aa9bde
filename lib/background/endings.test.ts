import { expect, test } from 'vitest'
import { APP } from '../test-support/background.ts'
import { allow } from '../test-support/stories.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'

test('what ended while it was locked is ended at Plex, also where a stop cut the unlock short', async () => {
  const world = tokensWorld()
  const before = world.boot()
  const ann = await before.signIn()
  await before.sites.allow(APP)
  await allow(before, ann)
  await before.lock.set('correct horse', '')
  await before.lock.lock()
  await before.sites.remove(APP)
  await world.sleep(2, 60_000)
  expect(world.plex.made()).toHaveLength(1)
  await world.boot().lock.unlock('correct horse')
  await world.boot().wake()
  expect(world.plex.made()).toEqual([])
})
