import { expect, test } from 'vitest'
import { APP, sharingWorld } from '../test-support/sharing-world.ts'

test('what was sealed with a lost key is ended at Plex by its identifier, once somebody is signed in', async () => {
  const { place, plex, boot, signIn, give } = sharingWorld()
  const ann = await signIn()
  await give(APP)
  await place.clear()
  const app = boot()
  await app.accounts.check(ann)
  expect((await app.accounts.get(ann))?.health).toBe('key_lost')
  await app.sites.remove(APP)
  await app.endAtPlex(true)
  expect(plex.made()).toHaveLength(1)
  expect(await app.tokens.pending()).toHaveLength(1)
  await app.signIn()
  await app.endAtPlex(true)
  expect([plex.made(), await app.tokens.pending()]).toEqual([[], []])
})
