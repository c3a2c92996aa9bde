import { describe, expect, test } from 'vitest'
import { Forbidden, NoNetwork, ServerTrouble } from '../plex/errors.ts'
import type { Background } from '../test-support/background.ts'
import { FRONT } from '../test-support/plex-tabs.ts'
import { approve, offered, pageOf, signInWorld } from '../test-support/sign-in-world.ts'

/** What the activity says, newest first. */
async function said(app: Background) {
  const { entries } = await app.activity.page({ limit: 9 })
  return entries.map(({ name, origin, asked, answered, reason }) => {
    return [name, origin, asked, answered, reason]
  })
}

const WENT_TO = 'https://seerr.example:5055'
const LET_IN = ['Seerr', WENT_TO, 'sign_in.approve', 'allowed', null]

describe('the activity', () => {
  test('says what was let in at Plex’s page, and what was revoked', async () => {
    const { app, ann } = await signInWorld()
    await approve(app, ann)
    expect(await said(app)).toEqual([LET_IN])
    await app.signIns.revoke((await app.signIns.list())[0]?.id ?? '')
    expect(await said(app)).toEqual([['Seerr', WENT_TO, 'sign_in.revoke', 'ended', null], LET_IN])
  })

  test('says nothing of what Plex refused', async () => {
    const { app, ann, plex } = await signInWorld()
    plex.fail('linkPin', { error: new Forbidden('no', { status: 403 }) })
    const [offer] = await offered(app)
    await expect(app.signIns.offers.approve(offer?.id ?? '', ann)).rejects.toThrow()
    expect(await said(app)).toEqual([])
  })

  test('says where Plex’s answer was lost', async () => {
    const { app, ann, plex } = await signInWorld()
    plex.fail('linkPin', { error: new NoNetwork('no') })
    const [offer] = await offered(app)
    await expect(app.signIns.offers.approve(offer?.id ?? '', ann)).rejects.toThrow()
    expect(await said(app)).toEqual([['Seerr', WENT_TO, 'sign_in.approve', 'allowed', 'unsure']])
  })

  test('says where what was revoked could not be ended', async () => {
    const { app, ann, plex, tabs, code } = await signInWorld()
    tabs.set(FRONT, pageOf(code))
    plex.info = { clientIdentifier: null }
    plex.fail('listDevices', { error: new ServerTrouble('no', { status: 500 }) })
    await approve(app, ann)
    await app.signIns.revoke((await app.signIns.list())[0]?.id ?? '')
    expect((await said(app))[0]).toEqual(['Seerr', '', 'sign_in.revoke', 'failed', 'no_device'])
  })

  test('says nothing of an account that was signed out: they live on', async () => {
    const { app, ann } = await signInWorld()
    await approve(app, ann)
    await app.signOut(ann)
    expect(await said(app)).toEqual([LET_IN])
  })
})
