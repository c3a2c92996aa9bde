import { describe, expect, test } from 'vitest'
import { Unauthorized } from '../plex/errors.ts'
import { GRANTS } from '../sites/grant-records.ts'
import { drop, put } from '../storage/store.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { settle } from '../test-support/clock.ts'
import { gate } from '../test-support/link-world.ts'
import { APP, guestOfAnn, OTHER, pageWorld } from '../test-support/page-world.ts'

const STATE = { version: 1, linked: true, locked: false, grant: null }
const GRANT = { scopes: ['token'], tokenKind: 'site', expiresAt: null }

describe('a page is told', () => {
  test('of a grant, in every tab of its origin and nowhere else, and the sleeping ones are woken', async () => {
    const { page, visit, sites, give, woken } = await guestOfAnn()
    await sites.allow(OTHER)
    const [two, other] = [visit(), visit(OTHER)]
    await settle()
    await give()
    await settle()
    for (const { states } of [page, two])
      expect(states().at(-1)).toEqual({ ...STATE, grant: GRANT })
    expect(other.states()).toHaveLength(1)
    expect(woken.at(-1)).toBe(APP)
  })

  test('of a grant that looks the same and is of another account', async () => {
    const { page, give, signIn } = await guestOfAnn({ tokenKind: 'account' })
    const bob = await signIn(BOB)
    await give(APP, { accountId: bob, tokenKind: 'account' })
    await settle()
    expect(page.states()).toHaveLength(2)
    expect(page.states()[1]).toEqual(page.states()[0])
  })

  test.each([
    ['revoked', (world: World) => world.grants.end(APP, 'revoked')],
    ['revoked with all of its account', (world: World) => world.grants.endAccount(world.ann)],
    ['given up by another tab', (world: World) => world.visit().ask('access.release')],
    [
      'over',
      async (world: World) => {
        world.clock.set(world.clock.now() + 3_600_000)
        await world.grants.sweep()
      },
    ],
  ])('that its grant is %s', async (_what, end) => {
    const world = await guestOfAnn({ duration: 'hour' })
    await end(world)
    await settle()
    expect(world.page.states().slice(1)).toEqual([STATE])
  })

  test('of signing in and out', async () => {
    const { sites, visit, signIn, accounts, router } = pageWorld()
    await sites.allow(APP)
    const page = visit()
    await settle()
    const ann = await signIn()
    router.changed()
    await settle()
    await accounts.signOut(ann)
    await settle()
    expect(page.states().map(({ linked }) => linked)).toEqual([false, true, false])
  })

  test('that its account is signed out at Plex', async () => {
    const { page, accounts, plex, ann } = await guestOfAnn({})
    plex.fails.getUser = new Unauthorized('no', { status: 401 })
    await accounts.check(ann)
    await settle()
    expect(page.states().at(-1)).toEqual({ ...STATE, linked: false, grant: GRANT })
  })

  test('as the last word that sharing has ended, until it is allowed again', async () => {
    const { page, sites, accounts, ann, router } = await guestOfAnn({})
    await sites.remove(APP)
    await settle()
    expect(page.states().at(-1)).toEqual(STATE)
    const before = page.heard.length
    await accounts.signOut(ann)
    router.changed()
    await settle()
    expect(page.heard).toHaveLength(before)
    await sites.allow(APP)
    await settle()
    expect(page.states().at(-1)).toEqual({ ...STATE, linked: false })
  })

  test('at last what is true, however slow the disk was before', async () => {
    const { page, area, store, router, grants, clock } = await guestOfAnn({})
    const grant = await grants.live(APP)
    if (!grant) throw new Error('no grant')
    await store.write(drop(GRANTS, APP))
    router.changed()
    await settle()
    const disk = gate()
    await store.write(put(GRANTS, APP, { ...grant, since: clock.now() }))
    area.beforeAnswer = () => disk.closed
    router.changed()
    await settle()
    area.beforeAnswer = null
    await store.write(drop(GRANTS, APP))
    router.changed()
    await settle()
    disk.open()
    await settle()
    expect(page.states().map((state) => state.grant !== null)).toEqual([true, false, true, false])
  })
})

describe('a page is not told', () => {
  test('what changes nothing for it: another site, another account, another’s refresh', async () => {
    const { page, give, signIn, visit, accounts, ann, router } = await guestOfAnn({
      tokenKind: 'account',
    })
    await give(OTHER, { tokenKind: 'account' })
    const other = visit(OTHER)
    await settle()
    await signIn(BOB)
    router.changed()
    await other.ask('token.get', { refresh: true })
    await other.ask('access.release')
    await accounts.check(ann)
    await settle()
    expect(page.states()).toHaveLength(1)
  })

  test('what happens in a private window of its own origin', async () => {
    const { page, settings, give, grantsOf } = await guestOfAnn({})
    await settings.change({ privateWindows: true })
    await give(APP, { isPrivate: true })
    await grantsOf(true).endAll()
    await settle()
    expect(page.states()).toHaveLength(1)
  })

  test('of "once" in another tab', async () => {
    const { page, visit, give } = await guestOfAnn()
    await give(APP, { duration: 'once', tabId: 8 })
    const there = visit(APP, { tab: { id: 8 } })
    await settle()
    expect(page.states()).toEqual([STATE])
    expect(there.states()).toEqual([{ ...STATE, grant: GRANT }])
  })
})

test('news do not trip over a page that has just gone, nor over a disk that fails', async () => {
  const { page, visit, give, area, store, router } = await guestOfAnn()
  const gone = visit()
  await settle()
  gone.port.isClosed = true
  area.broken = 'get'
  void store.heard({ [`site:${APP}`]: undefined })
  router.changed()
  await settle()
  area.broken = null
  await give()
  await settle()
  expect(page.states().at(-1)).toMatchObject({ grant: GRANT })
})

type World = Awaited<ReturnType<typeof guestOfAnn>>
