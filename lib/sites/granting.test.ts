import { describe, expect, test } from 'vitest'
import { NoNetwork } from '../plex/errors.ts'
import { APP } from '../test-support/background.ts'
import { settle } from '../test-support/clock.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'
import { productOf, type Wish } from './granting.ts'

const HOUR = 3_600_000

async function setUp() {
  const world = tokensWorld()
  const app = world.boot()
  const accountId = await app.signIn()
  await app.sites.allow(APP)
  const wish = (more: Partial<Wish> = {}): Wish => ({
    origin: APP,
    accountId,
    scopes: ['token'],
    email: false,
    tokenKind: 'site',
    duration: 'until_revoked',
    tabId: 1,
    isPrivate: false,
    ...more,
  })
  const give = async (more: Partial<Wish> = {}) =>
    app.granting.grant(await app.granting.plan(wish(more)), (commit) => commit())
  return { world, app, plex: world.plex, clock: world.clock, wish, give }
}

describe('a plan', () => {
  test.each<[string, Partial<Wish>, boolean]>([
    ['a token of the site’s own', {}, true],
    ['servers, which we ask for with it', { scopes: ['servers'] }, true],
    ['nothing that needs a token', { scopes: ['account'] }, false],
    ['the account’s own token', { tokenKind: 'account' }, false],
  ])('for %s has an identifier: %j', async (_, more, expected) => {
    const { app, wish } = await setUp()
    const { clientIdentifier } = await app.granting.plan(wish(more))
    expect(clientIdentifier !== null).toBe(expected)
  })

  test('has the same identifier each time, but never that of a private window', async () => {
    const { app, wish } = await setUp()
    const [one, two, apart] = await Promise.all([
      app.granting.plan(wish()),
      app.granting.plan(wish({ scopes: ['account', 'token'] })),
      app.granting.plan(wish({ isPrivate: true })),
    ])
    expect(two.clientIdentifier).toBe(one.clientIdentifier)
    expect(apart.clientIdentifier).not.toBe(one.clientIdentifier)
  })

  test('of a private window keeps its identifier while it is tried, and while it is given', async () => {
    const { app, wish, give } = await setUp()
    const one = await app.granting.plan(wish({ isPrivate: true }))
    const again = await app.granting.plan(wish({ isPrivate: true }), one)
    expect(again.clientIdentifier).toBe(one.clientIdentifier)
    await give({ isPrivate: true })
    const held = (await app.privateGrants.live(APP))?.clientIdentifier
    const more = await app.granting.plan(wish({ isPrivate: true, scopes: ['servers'] }))
    expect(more.clientIdentifier).toBe(held)
    const other = await app.granting.plan(wish({ isPrivate: true, accountId: 'bob' }), one)
    expect([held, one.clientIdentifier]).not.toContain(other.clientIdentifier)
  })
})

describe('a grant', () => {
  test('holds what was wished, and no more', async () => {
    const { app, wish, give, clock } = await setUp()
    expect(await give({ duration: 'hour', email: true })).toBe(true)
    const { accountId } = wish()
    const grant = await app.grants.live(APP)
    expect(grant).toEqual({
      ...{ origin: APP, accountId, scopes: ['token'], email: true, tokenKind: 'site' },
      ...{ clientIdentifier: expect.any(String), since: clock.now() },
      ...{ duration: 'hour', expiresAt: clock.now() + HOUR, session: null, tabId: null },
    })
  })

  test('runs from the moment of the decision, however late it is carried out, or how often', async () => {
    const { app, wish, clock } = await setUp()
    const plan = await app.granting.plan(wish({ duration: 'hour' }))
    const until = clock.now() + HOUR
    await clock.advance(600_000)
    await app.granting.grant(plan, (give) => give())
    await clock.advance(600_000)
    await app.granting.grant(plan, (give) => give())
    expect((await app.grants.live(APP))?.expiresAt).toBe(until)
    await clock.advance(HOUR)
    expect(await app.granting.grant(plan, (give) => give())).toBe(false)
    expect(await app.grants.list()).toEqual([])
  })

  test('that is no longer wanted leaves no token', async () => {
    const { app, wish, plex } = await setUp()
    const plan = await app.granting.plan(wish())
    expect(await app.granting.grant(plan, async () => false)).toBe(false)
    await app.tokens.endAtPlex()
    expect([plex.made(), await app.grants.list()]).toEqual([[], []])
  })

  test('is not given where the token can’t be made', async () => {
    const { app, give, plex } = await setUp()
    const error = new NoNetwork('no')
    plex.fail('createPin', { error })
    await expect(give()).rejects.toBe(error)
    expect(await app.grants.list()).toEqual([])
  })

  test('without a token asks Plex for nothing', async () => {
    const { app, give, plex } = await setUp()
    plex.calls.length = 0
    await give({ scopes: ['account'] })
    await give({ tokenKind: 'account' })
    expect([plex.calls, await app.grants.list()]).toMatchObject([[], [{ clientIdentifier: null }]])
  })

  test('for one visit is noted before it is given, so that the tab’s next step ends it', async () => {
    const { app, world, give } = await setUp()
    const order: string[] = []
    const set = world.session.set
    world.session.set = async (items) => {
      order.push(...Object.keys(items))
      return set(items)
    }
    const setLocal = world.local.set
    world.local.set = async (items) => {
      order.push(...Object.keys(items))
      return setLocal(items)
    }
    await give({ duration: 'once' })
    expect(order.indexOf('visits')).toBeGreaterThanOrEqual(0)
    expect(order.indexOf('visits')).toBeLessThan(order.indexOf(`grant:${APP}`))
    expect(await app.visits.has(1)).toBe(true)
    expect(await app.grants.live(APP)).toMatchObject({ duration: 'once', tabId: 1 })
  })

  test('for one visit is none where the tab has gone on while it was made', async () => {
    const { app, world, give, plex } = await setUp()
    plex.meanwhile('linkPin', () => world.tabs.set(1, 'https://elsewhere.example/'))
    expect(await give({ duration: 'once' })).toBe(false)
    await app.tokens.endAtPlex()
    expect([await app.grants.list(), plex.made()]).toEqual([[], []])
  })
})

describe('a private window', () => {
  test('has a grant of its own beside the usual one, each with its own token', async () => {
    const { app, give, plex } = await setUp()
    await Promise.all([give(), give({ isPrivate: true })])
    const [usual, apart] = [await app.grants.live(APP), await app.privateGrants.live(APP)]
    expect(usual?.clientIdentifier).not.toBe(apart?.clientIdentifier)
    expect(plex.made()).toHaveLength(2)
    await app.privateGrants.endAll()
    await app.tokens.endAtPlex()
    expect(await app.tokens.held(usual?.clientIdentifier ?? '')).not.toBeNull()
    expect(plex.made()).toHaveLength(1)
  })

  test('leaves nothing on the disk that tells what was visited', async () => {
    const { world, app, plex } = await setUp()
    await app.sites.remove(APP)
    await world.local.remove([`identifier:${APP}`])
    await app.sites.allow('https://secret.example')
    await world.local.remove(['site:https://secret.example', 'index:site'])
    const texts: string[] = []
    for (const method of ['createPin', 'linkPin', 'getPin'] as const) {
      plex.meanwhile(method, () => void texts.push(world.local.text()))
    }
    const [account] = await app.accounts.list()
    const origin = 'https://secret.example'
    const wish = { origin, accountId: account?.id ?? '', scopes: ['token'] as const, email: false }
    const plan = await app.granting.plan({
      ...wish,
      ...{ tokenKind: 'site', duration: 'session', tabId: 1, isPrivate: true },
    })
    await app.granting.grant(plan, async (give) => {
      await give()
      texts.push(world.local.text())
      return true
    })
    expect(texts).toHaveLength(4)
    expect(texts.join()).toContain(plan.clientIdentifier)
    expect(texts.join()).not.toContain('secret.example')
  })

  test('that closed with the browser leaves no token', async () => {
    const { world, give, plex } = await setUp()
    await give({ isPrivate: true })
    await world.closeBrowser()
    const app = world.boot()
    await app.wake()
    await settle()
    expect([plex.made(), await app.tokens.pending()]).toEqual([[], []])
  })
})

test('a device at Plex is named after the site, with its port', () => {
  expect(productOf('https://app.example')).toBe('app.example via Foyer')
  expect(productOf('http://[::1]:8080')).toBe('[::1]:8080 via Foyer')
})
