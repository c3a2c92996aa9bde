import { describe, expect, test } from 'vitest'
import { Forbidden, NoNetwork, ServerTrouble } from '../plex/errors.ts'
import { createLife } from '../test-support/life.ts'
import { approve, livesAt, signInWorld } from '../test-support/sign-in-world.ts'

/** Ann has approved a site's PIN at Plex's page, and signs out everywhere. */
async function letIn() {
  const it = await signInWorld()
  await approve(it.app, it.ann)
  return it
}

describe('signing out everywhere', () => {
  test('removes what was let in at Plex’s page, and then signs out', async () => {
    const { world, app, plex } = await letIn()
    await app.leaving.everywhere()
    expect([await app.signIns.list(), await app.accounts.list()]).toEqual([[], []])
    expect([[...plex.living], plex.devices.length]).toEqual([[], 1])
    expect([await app.tokens.pending(), world.errors]).toEqual([[], []])
  })

  test('without a network: it waits in sight, and the account for it', async () => {
    const { world, app, plex } = await letIn()
    plex.failAll(new NoNetwork('no'))
    await app.leaving.everywhere()
    expect(await app.signIns.list()).toEqual([])
    expect(await app.tokens.pending()).toMatchObject([{ holder: 'sign_in', name: 'Seerr' }])
    plex.mend()
    await world.sleep(2, 1_800_000)
    expect([livesAt(plex), await world.boot().accounts.list()]).toEqual([0, []])
  })

  test('forgets one whose device is not known', async () => {
    const { app, ann, plex } = await signInWorld()
    plex.info = { clientIdentifier: null }
    plex.fail('listDevices', { error: new ServerTrouble('no', { status: 500 }) })
    await approve(app, ann)
    await app.leaving.everywhere()
    expect([await app.accounts.list(), livesAt(plex)]).toEqual([[], 1])
  })

  test('where Plex refuses to remove it for ever, the account is signed out all the same', async () => {
    const { world, app, plex } = await letIn()
    plex.fails = { removeDevice: new Forbidden('no', { status: 403 }) }
    await app.leaving.everywhere()
    expect(await app.accounts.list()).toHaveLength(1)
    await world.sleep(6, 1_800_000)
    const last = world.boot()
    expect([await last.accounts.list(), await last.tokens.pending()]).toEqual([[], []])
  })

  test('cut at any step, it is ended all the same', async () => {
    for (let endAt = 1; ; endAt++) {
      const { world, plex } = await letIn()
      const life = createLife(endAt)
      void world.boot(life).leaving.everywhere()
      await world.clock.advance(0)
      const isCut = life.isOver()
      const isNoted = 'wish:sign-out-everywhere' in (await world.local.get(null))
      await world.sleep(4, 60_000)
      const app = world.boot()
      const at = `cut at step ${endAt}`
      const all = [await app.signIns.list(), await app.accounts.list(), [...plex.living]]
      if (isNoted || !isCut) expect(all, at).toEqual([[], [], []])
      expect([await app.tokens.pending(), world.errors], at).toEqual([[], []])
      if (!isCut) return
    }
  })
})
