import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { gate } from '../test-support/link-world.ts'
import { APP, guestOfAnn, OTHER, pageWorld, UNAUTHORIZED } from '../test-support/page-world.ts'
import type { Upward } from './wire.ts'

const STATE = { version: 1, linked: true, locked: false, grant: null }
const TOKEN = { scopes: ['token'] }
const told = (params: object) => ({ jsonrpc: '2.0', method: 'foyer.changed', params })

/** Nobody is signed in; one site is allowed. */
async function allowed() {
  const world = pageWorld()
  await world.sites.allow(APP)
  return world
}

describe('a bridge that connects', () => {
  test('hears how things stand where its site is allowed', async () => {
    const { visit } = await allowed()
    const { heard, port } = visit()
    await settle()
    expect([heard, port.isClosed]).toEqual([[told({ ...STATE, linked: false })], false])
  })

  test.each([
    ['is not allowed', OTHER, {}],
    ['is allowed on another port only', `${APP}:8443`, {}],
    ['is a frame', APP, { frameId: 1 }],
    ['prerenders', APP, { documentLifecycle: 'prerender' }],
    ['is in a private window', APP, { tab: { id: 7, incognito: true } }],
    ['is another extension', APP, { id: 'other' }],
  ])('hears one word and no more where it %s, whatever it asks', async (_why, origin, more) => {
    const { visit, router, log, desk } = await allowed()
    const page = visit(origin, more)
    page.send('foyer.state')
    page.send('access.request', TOKEN)
    router.changed()
    await settle()
    page.send('token.get')
    router.changed(origin)
    await settle()
    expect([page.heard, page.port.isClosed]).toEqual([['refused'], true])
    expect([await log(), await desk.open()]).toEqual([[], []])
  })

  test('is never told anything before it is known to be allowed', async () => {
    const { visit, router, area } = await allowed()
    const disk = gate()
    area.beforeAnswer = () => disk.closed
    const page = visit(OTHER)
    page.send('nonsense')
    router.changed()
    await settle()
    expect(page.heard).toEqual([])
    disk.open()
    await settle()
    expect(page.heard).toEqual(['refused'])
  })

  test('hears the greeting first, however quick an answer would be', async () => {
    const { visit } = await allowed()
    const page = visit()
    await page.ask('nonsense')
    expect(page.heard).toMatchObject([{ method: 'foyer.changed' }, { id: 1 }])
  })

  test('hears nothing, and may come again, where nobody can tell whether it may speak', async () => {
    const { visit, area } = await allowed()
    area.broken = 'get'
    const page = visit(OTHER)
    page.send('foyer.state')
    await settle()
    expect([page.heard, page.port.isClosed]).toEqual([[], true])
    area.broken = null
    const again = visit(APP, {}, page.session)
    await settle()
    expect(again.states()).toHaveLength(1)
  })

  test.each([
    ['is none', { request: { jsonrpc: '2.0', id: 1 }, clicked: true }],
    ['has an id that is no id', { request: { jsonrpc: '2.0', id: {}, method: 'foyer.state' } }],
    ['is too large', { request: { jsonrpc: '2.0', id: 1, method: 'x'.repeat(70_000) } }],
  ])(
    'that was taken over by its page is not answered where its request %s',
    async (_w, rubbish) => {
      const { page } = await guestOfAnn({})
      page.port.say(rubbish as unknown as Upward)
      await settle()
      expect(page.heard).toHaveLength(1)
      expect(await page.ask('foyer.state')).toHaveProperty('result')
    },
  )
})

describe('a page that goes away', () => {
  test('takes its requests with it', async () => {
    const { page, desk, waiting } = await guestOfAnn()
    page.send('access.request', TOKEN)
    await waiting()
    page.port.drop()
    await settle()
    expect(await desk.open()).toEqual([])
  })

  test('before its request came to the desk leaves nothing for the person to decide', async () => {
    const { page, desk, area, store } = await guestOfAnn()
    const disk = gate()
    void store.heard({ [`grant:${APP}`]: undefined })
    area.beforeAnswer = () => disk.closed
    page.send('access.request', TOKEN)
    await settle()
    page.port.drop()
    disk.open()
    await settle()
    expect(await desk.open()).toEqual([])
  })

  test('and is back on a new port already takes nothing', async () => {
    const { page, visit, desk, waiting } = await guestOfAnn()
    page.send('access.request', TOKEN)
    await waiting()
    visit(APP, {}, page.session)
    page.port.drop()
    await settle()
    expect(await desk.open()).toHaveLength(1)
  })

  test('or gives up one request takes that one', async () => {
    const { page, desk, waiting } = await guestOfAnn()
    page.send('access.request', TOKEN)
    await waiting()
    page.port.say({ abandoned: 2 })
    await settle()
    expect(await desk.open()).toHaveLength(1)
    page.port.say({ abandoned: 1 })
    await settle()
    expect(await desk.open()).toEqual([])
  })
})

describe('a site that is no longer allowed', () => {
  test('has its open request answered at once, and the person has nothing to decide', async () => {
    const { page, desk, sites, waiting } = await guestOfAnn()
    const id = page.send('access.request', TOKEN)
    await waiting()
    await sites.remove(APP)
    expect(await page.answer(id)).toMatchObject(UNAUTHORIZED)
    expect(await desk.open()).toEqual([])
  })

  test('takes nothing of another one', async () => {
    const { sites, visit, desk, waiting } = await guestOfAnn()
    await sites.allow(OTHER)
    const other = visit(OTHER)
    other.send('access.request', TOKEN)
    await waiting()
    await sites.remove(APP)
    await settle()
    expect(await desk.open()).toMatchObject([{ origin: OTHER }])
  })
})

describe('the log', () => {
  test('hears of each request that was answered, and why one was not', async () => {
    const { page, log, sites } = await guestOfAnn({})
    await page.ask('token.get')
    await page.ask('account.get')
    await page.ask('nonsense')
    await sites.remove(APP)
    await page.ask('token.get')
    expect(await log()).toEqual([
      { origin: APP, asked: 'token.get', answered: 'given', reason: null },
      { origin: APP, asked: 'account.get', answered: 'refused', reason: 'unauthorized' },
      { origin: APP, asked: 'other', answered: 'refused', reason: 'unknown_method' },
      { origin: APP, asked: 'token.get', answered: 'refused', reason: 'unauthorized' },
    ])
  })

  test('hears of a request whose page left that no answer came', async () => {
    const { page, log, waiting } = await guestOfAnn()
    page.send('access.request', TOKEN)
    await waiting()
    page.port.drop()
    await settle()
    expect(await log()).toEqual([
      { origin: APP, asked: 'access.request', answered: 'failed', reason: 'timeout' },
    ])
  })

  test('hears how much the bridge itself refused, as far as that makes sense', async () => {
    const { page, activity } = await guestOfAnn({})
    const counts = [['token.get', 9_950], ['', 3], ['x', 0], ['y', 'many'], [7, 7], 'rubbish', null]
    for (const surplus of [counts, 'rubbish', null]) {
      page.port.say({ surplus } as unknown as Upward)
    }
    await settle()
    const { entries } = await activity.page({ limit: 9, answered: 'rate_limited' })
    expect(entries.map(({ asked, count }) => [asked, count]).sort()).toEqual([
      ['other', 3],
      ['token.get', 9_950],
    ])
  })
})
