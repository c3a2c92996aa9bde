import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { APP, OTHER, pageWorld } from '../test-support/page-world.ts'

const GRANT = { scopes: ['token'], tokenKind: 'account', expiresAt: null }
const STATE = { version: 1, linked: true, locked: false, grant: null }
const told = (params: object) => ({ jsonrpc: '2.0', method: 'foyer.changed', params })

describe('a bridge that connects', () => {
  test('hears how things stand where its site is allowed', async () => {
    const { visit, allow } = pageWorld()
    await allow()
    const { heard, port } = visit()
    await settle()
    expect([heard, port.isClosed]).toEqual([[told(STATE)], false])
  })

  test.each([
    ['is not allowed', OTHER, {}],
    ['is allowed on another port only', `${APP}:8443`, {}],
    ['is a frame', APP, { frameId: 1 }],
    ['is in a private window', APP, { tab: { id: 7, incognito: true } }],
    ['is another extension', APP, { id: 'other' }],
  ])('hears one word and no more where it %s', async (_why, origin, more) => {
    const { visit, allow, router } = pageWorld()
    await allow()
    const { heard, port } = visit(origin, more)
    router.changed()
    await settle()
    router.changed()
    router.changed(origin)
    await settle()
    expect([heard, port.isClosed]).toEqual([['refused'], true])
  })

  test('is never told anything before it is known to be allowed', async () => {
    const { visit, router, area } = pageWorld()
    let answer = () => {}
    area.beforeAnswer = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    const { heard } = visit(OTHER)
    area.beforeAnswer = null
    router.changed()
    await settle()
    expect(heard).toEqual([])
    answer()
    await settle()
    expect(heard).toEqual(['refused'])
  })
})

describe('news', () => {
  test('reach the pages of the origin they are about, in every tab, and wake the sleeping ones', async () => {
    const { visit, allow, woken } = pageWorld()
    await allow()
    await allow(OTHER)
    const [one, two, other] = [visit(), visit(), visit(OTHER)]
    await settle()
    await allow(APP, {})
    await settle()
    for (const { heard } of [one, two])
      expect(heard.at(-1)).toEqual(told({ ...STATE, grant: GRANT }))
    expect(other.heard).toHaveLength(1)
    expect(woken.at(-1)).toBe(APP)
  })

  test('of no origin reach all pages, and wake all that sleep', async () => {
    const { visit, allow, router, account, woken } = pageWorld()
    await allow()
    await allow(OTHER)
    const pages = [visit(), visit(OTHER)]
    await settle()
    account.health = null
    router.changed()
    await settle()
    for (const { heard } of pages) expect(heard.at(-1)).toEqual(told({ ...STATE, linked: false }))
    expect(woken.at(-1)).toBe('all')
  })

  test('of the end of sharing are the last that a page hears, until it is allowed again', async () => {
    const { visit, allow, sites, router, account } = pageWorld()
    await allow(APP, {})
    const { heard } = visit()
    await settle()
    await sites.remove(APP)
    await settle()
    expect(heard.at(-1)).toEqual(told(STATE))
    const before = heard.length
    account.health = null
    router.changed()
    await settle()
    expect(heard).toHaveLength(before)
    await allow()
    await settle()
    expect(heard.at(-1)).toEqual(told({ ...STATE, linked: false }))
  })

  test('do not trip over a page that has just gone', async () => {
    const { visit, allow, router } = pageWorld()
    await allow()
    const [gone, here] = [visit(), visit()]
    await settle()
    gone.port.isClosed = true
    router.changed()
    await settle()
    expect(here.heard).toHaveLength(2)
  })
})

describe('a page that goes away', () => {
  test('takes its requests with it', async () => {
    const { visit, allow, desk } = pageWorld()
    await allow()
    const page = visit()
    await page.ask('access.request', { scopes: ['token'] })
    expect(await desk.open()).toHaveLength(1)
    page.port.drop()
    await settle()
    expect(await desk.open()).toEqual([])
  })

  test('and is back on a new port already takes nothing', async () => {
    const { visit, allow, desk } = pageWorld()
    await allow()
    const page = visit()
    await page.ask('access.request', { scopes: ['token'] })
    visit(APP, {}, page.session)
    page.port.drop()
    await settle()
    expect(await desk.open()).toHaveLength(1)
  })

  test('or gives up one request takes that one', async () => {
    const { visit, allow, desk } = pageWorld()
    await allow()
    const page = visit()
    await page.ask('access.request', { scopes: ['token'] })
    page.port.say({ abandoned: 2 })
    await settle()
    expect(await desk.open()).toHaveLength(1)
    page.port.say({ abandoned: 1 })
    await settle()
    expect(await desk.open()).toEqual([])
  })
})
