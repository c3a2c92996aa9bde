import { expect, test, vi } from 'vitest'
import { ANN } from '../test-support/accounts-world.ts'
import { APP } from '../test-support/background.ts'
import { IDENTITY } from '../test-support/plex-server.ts'
import { sharingWorld } from '../test-support/sharing-world.ts'
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

test('what waited for an account is ended as soon as Plex says whose the new sign-in is', async () => {
  const { place, plex, boot, signIn, give } = sharingWorld()
  const ann = await signIn()
  await give(APP)
  await place.clear()
  const app = boot()
  await app.accounts.check(ann)
  await app.sites.remove(APP)
  await app.endAtPlex(true)
  expect(plex.made()).toHaveLength(1)
  await app.store.write(await app.accounts.adding(plex.signIn(ANN, IDENTITY)))
  await app.wake()
  await vi.waitFor(() => expect(plex.made()).toEqual([]))
  expect(await app.tokens.pending()).toEqual([])
})
