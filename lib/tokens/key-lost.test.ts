import { expect, test, vi } from 'vitest'
import { ANN } from '../test-support/accounts-world.ts'
import { IDENTITY } from '../test-support/plex-server.ts'
import { APP, sharingWorld } from '../test-support/sharing-world.ts'

/** A site was taken off after the key to its token and to its account's was lost: Plex can't be told. */
async function waitingWithoutKey() {
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
  return { app, plex }
}

test('what was sealed with a lost key is ended at Plex by its identifier, once somebody is signed in', async () => {
  const { app, plex } = await waitingWithoutKey()
  await app.signIn()
  await app.endAtPlex(true)
  expect([plex.made(), await app.tokens.pending()]).toEqual([[], []])
})

test('that is done as soon as Plex says whose the new sign-in is', async () => {
  const { app, plex } = await waitingWithoutKey()
  await app.store.write(await app.accounts.adding(plex.signIn(ANN, IDENTITY)))
  await app.wake()
  await vi.waitFor(() => expect(plex.made()).toEqual([]))
  expect(await app.tokens.pending()).toEqual([])
})
