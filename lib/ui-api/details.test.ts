import { describe, expect, test } from 'vitest'
import { NoNetwork } from '../plex/errors.ts'
import { Token } from '../plex/token.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { settle } from '../test-support/clock.ts'
import { until } from '../test-support/page-world.ts'
import { uiWorld } from '../test-support/ui-world.ts'

const DONE = { done: 1, failure: null }

/** Ann is signed in, and a page of ours is open. */
async function signedIn() {
  const world = uiWorld()
  const ann = await world.signIn()
  const page = world.open('foyer-ui:options')
  const look = { account: { id: ann, devices: { search: '', limit: 50 } } }
  /** What is shown when nothing is on its way any more. */
  const loaded = async () =>
    until(() => {
      const details = page.states().at(-1)?.details
      const parts = details && [details.home, details.servers, details.devices]
      return parts?.every(({ state }) => state !== 'loading') ? details : null
    })
  return { ...world, ann, page, look, loaded }
}

describe('the details of an account', () => {
  test('are asked for by a page that looks, and by no other', async () => {
    const { page, plex } = await signedIn()
    expect((await page.look()).details).toBeNull()
    expect([plex.count('listServers'), plex.count('listDevices')]).toEqual([0, 0])
  })

  test('are loading at first, and shown when they are there', async () => {
    const { page, plex, look, loaded, ann } = await signedIn()
    const answer = plex.hold('listServers')
    const { details } = await page.look(look)
    expect(details).toMatchObject({ accountId: ann, servers: { state: 'loading' } })
    answer.answer()
    expect(await loaded()).toMatchObject({
      home: { state: 'there', value: [{ name: 'Kid' }, { name: 'Teen' }] },
      servers: { state: 'there', value: [] },
      devices: { state: 'there', value: { total: 1 } },
    })
  })

  test('are asked for once, however many look and however often', async () => {
    const { page, open, plex, look, loaded, router } = await signedIn()
    await Promise.all([page.look(look), open('foyer-ui:options').look(look)])
    await loaded()
    router.changed()
    await page.look(look)
    expect([plex.count('listServers'), plex.count('listDevices')]).toEqual([1, 1])
  })

  test('that Plex does not give say why, and are asked for anew when the person wants it', async () => {
    const { page, plex, look, loaded, ann } = await signedIn()
    plex.fails = { listDevices: new NoNetwork('x') }
    await page.look(look)
    expect((await loaded()).devices).toEqual({ state: 'failed', trouble: 'network' })
    plex.fails = {}
    expect(await page.call('account.reload', { id: ann, what: 'devices' })).toEqual(DONE)
    expect((await loaded()).devices).toMatchObject({ state: 'there' })
    expect([plex.count('listServers'), plex.count('listDevices')]).toEqual([1, 2])
  })

  test('stay in view while they are asked for anew', async () => {
    const { page, plex, look, loaded, ann } = await signedIn()
    await page.look(look)
    await loaded()
    const answer = plex.hold('listDevices')
    const reload = page.call('account.reload', { id: ann, what: 'devices' })
    await answer.asked
    await settle()
    expect(page.states().at(-1)?.details?.devices).toMatchObject({ state: 'there' })
    answer.answer()
    expect(await reload).toEqual(DONE)
  })

  test('are forgotten when nobody looks any more', async () => {
    const { page, plex, look, loaded } = await signedIn()
    await page.look(look)
    await loaded()
    await page.look()
    await page.look(look)
    await loaded()
    expect(plex.count('listServers')).toBe(2)
    page.port.drop()
    expect(plex.count('listServers')).toBe(2)
  })

  test('are of the account that is looked at, even where the other one answers late', async () => {
    const { page, plex, look, loaded, signIn } = await signedIn()
    const bob = await signIn(BOB)
    const answer = plex.hold('listDevices')
    await page.look(look)
    await page.look({ account: { id: bob } })
    answer.answer()
    const details = await loaded()
    expect(details).toMatchObject({ accountId: bob, devices: { value: { total: 1 } } })
  })

  test('of an account that is signed out say so, and everybody else hears of it', async () => {
    const { page, plex, look, loaded, accounts, ann } = await signedIn()
    plex.living.clear()
    await page.look(look)
    expect((await loaded()).servers).toEqual({ state: 'failed', trouble: 'unauthorized' })
    expect(await accounts.get(ann)).toMatchObject({ health: 'signed_out' })
  })

  test('hold no token', async () => {
    const { page, plex, look, loaded } = await signedIn()
    const token = new Token('S3cret')
    const who = {
      name: 'Attic',
      clientIdentifier: 'server-1',
      owned: true,
      owner: '',
      version: '1',
    }
    plex.servers = [{ ...who, accessToken: token, connections: [] }]
    await page.look(look)
    expect((await loaded()).servers).toEqual({
      state: 'there',
      value: [{ ...who, connections: [] }],
    })
  })
})
