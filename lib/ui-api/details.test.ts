import { describe, expect, test } from 'vitest'
import { Forbidden, NoNetwork } from '../plex/errors.ts'
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

const ATTIC = {
  name: 'Attic',
  clientIdentifier: 'server-1',
  owned: true,
  owner: '',
  version: '1',
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

  test('have the devices that fit a search, the latest seen first, as far as they are looked at', async () => {
    const { page, plex, loaded, ann } = await signedIn()
    plex.devices.push(
      ...Array.from({ length: 500 }, (_, n) => {
        const what = { name: `TV ${n}`, product: 'Plex for LG', platform: 'webOS', createdAt: null }
        return { ...what, id: `${n}`, clientIdentifier: `tv-${n}`, userId: '1', lastSeenAt: n + 1 }
      }),
    )
    await page.look({ account: { id: ann, devices: { search: ' lg  tv 49', limit: 2 } } })
    const { devices } = await loaded()
    expect(devices).toMatchObject({
      value: { rows: [{ name: 'TV 499' }, { name: 'TV 498' }], total: 15, count: 501 },
    })
    expect(JSON.stringify(devices)).not.toContain('tv-49')
  })

  test('of a Home user whom Plex lists nothing for say so', async () => {
    const { page, plex, look, loaded } = await signedIn()
    plex.fails = { listDevices: new Forbidden('no', { status: 403, code: 1009 }) }
    await page.look(look)
    expect((await loaded()).devices).toEqual({ state: 'failed', trouble: 'forbidden' })
  })

  test('hold what came of checking a server’s connections', async () => {
    const { page, plex, look, loaded, internet } = await signedIn()
    const connection = { uri: 'http://192.168.1.20:32400', local: true, relay: false }
    plex.servers = [{ ...ATTIC, accessToken: null, connections: [connection] }]
    internet.fetch = async () =>
      Response.json({ MediaContainer: { machineIdentifier: 'server-1' } })
    await page.look(look)
    await loaded()
    await page.call('server.intend', { id: 'server-1', uris: [connection.uri] })
    expect(await page.call('server.check', { id: 'server-1' })).toMatchObject({ failure: null })
    const { servers } = (await page.look(look)).details ?? {}
    const check = { state: 'reachable', ms: 0 }
    expect(servers).toMatchObject({ value: [{ connections: [{ ...connection, check }] }] })
  })

  test('hold no token', async () => {
    const { page, plex, look, loaded } = await signedIn()
    const token = new Token('S3cret')
    plex.servers = [{ ...ATTIC, accessToken: token, connections: [] }]
    await page.look(look)
    expect((await loaded()).servers).toEqual({
      state: 'there',
      value: [{ ...ATTIC, connections: [] }],
    })
  })
})
