import { describe, expect, test } from 'vitest'
import { NoNetwork } from '../plex/errors.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { FRONT } from '../test-support/plex-tabs.ts'
import { approve, livesAt, pageOf, SEERR, signInWorld } from '../test-support/sign-in-world.ts'

/** Ann has approved a site's PIN at Plex's page. */
async function setUp() {
  const it = await signInWorld()
  await approve(it.app, it.ann)
  const { app, plex } = it

  async function whoseIn(accountId: string) {
    const all = await app.whose(accountId, plex.devices)
    return all.find(({ clientIdentifier }) => clientIdentifier === SEERR.clientIdentifier)?.whose
  }

  /** The person removes it from an account's list. */
  async function remove(accountId: string, userId: string): Promise<void> {
    const found = plex.devices.find(
      (device) => device.userId === userId && device.product === SEERR.product,
    )
    await app.removeDevices(accountId, [found?.id ?? ''])
  }
  return { ...it, whoseIn, remove }
}

describe('the device of what was approved at Plex’s page', () => {
  test('is told by what let it in, until it is gone', async () => {
    const { app, ann, plex, whoseIn } = await setUp()
    expect(await whoseIn(ann)).toEqual({ kind: 'sign_in', name: 'Seerr', isEnding: false })
    plex.failAll(new NoNetwork('no'))
    await app.signIns.revoke((await app.signIns.list())[0]?.id ?? '')
    await app.endAtPlex(true)
    expect(await whoseIn(ann)).toEqual({ kind: 'sign_in', name: 'Seerr', isEnding: true })
  })

  test('removed from the list ends its row, and lives no longer', async () => {
    const { world, app, ann, plex, remove } = await setUp()
    await remove(ann, '1')
    expect([await app.signIns.list(), livesAt(plex)]).toEqual([[], 0])
    expect([await app.tokens.pending(), world.errors]).toEqual([[], []])
  })

  test('removed without a network changes nothing', async () => {
    const { app, ann, plex, remove } = await setUp()
    plex.failAll(new NoNetwork('no'))
    await expect(remove(ann, '1')).rejects.toThrow(NoNetwork)
    expect([(await app.signIns.list()).length, livesAt(plex)]).toEqual([1, 1])
  })

  test('in another account is somebody else’s, and goes alone', async () => {
    const { app, ann, plex, whoseIn, remove } = await setUp()
    const bob = await app.signIn(BOB)
    plex.signIn(BOB, SEERR)
    expect([(await whoseIn(ann))?.kind, (await whoseIn(bob))?.kind]).toEqual(['sign_in', 'other'])
    await remove(bob, BOB.id)
    expect([(await app.signIns.list()).length, livesAt(plex)]).toEqual([1, 1])
  })

  test('let in to two accounts ends in both, one after the other', async () => {
    const { app, ann, plex, tabs, remove } = await setUp()
    const bob = await app.signIn(BOB)
    tabs.set(FRONT, pageOf(plex.makePin(SEERR)))
    await approve(app, bob)
    expect([(await app.signIns.list()).length, livesAt(plex)]).toEqual([2, 2])
    plex.fails.removeDevice = new NoNetwork('no')
    const [first, second] = await app.signIns.list()
    await app.signIns.revoke(first?.id ?? '')
    await app.endAtPlex(true)
    // One identifier has one ending: the other waits in its row.
    await expect(app.signIns.revoke(second?.id ?? '')).rejects.toThrow(NoNetwork)
    expect([(await app.signIns.list()).length, livesAt(plex)]).toEqual([1, 2])
    plex.mend()
    await remove(bob, BOB.id)
    expect([await app.signIns.list(), livesAt(plex), ann === bob]).toEqual([[], 0, false])
  })
})
