import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { onlyId } from '../test-support/desk-world.ts'
import { APP, error, OTHER, pageWorld } from '../test-support/page-world.ts'
import { SECRET } from '../test-support/plex-server.ts'

const TOKEN = { scopes: ['token'] }
const INFO = { scopes: ['token'], tokenKind: 'account', expiresAt: null }

async function guest(grant: object | null = null) {
  const world = pageWorld()
  await world.allow(APP, grant)
  const page = world.visit()
  await settle()
  return { ...world, page }
}

describe('asking for access', () => {
  test('waits for the person and then gives the grant', async () => {
    const { page, desk, allow } = await guest()
    expect(await page.ask('access.request', { ...TOKEN, reason: 'hi' })).toBeUndefined()
    const id = await onlyId(desk)
    expect(await desk.find(id)).toMatchObject({ origin: APP, tabId: 7, reason: 'hi' })
    await allow(APP, {})
    await desk.allowed(id)
    await settle()
    expect(page.answerTo(1)).toMatchObject({ result: INFO })
  })

  test('shows a new approval once, and says whether the person had clicked', async () => {
    const { page, presented } = await guest()
    await page.ask('access.request', TOKEN, true)
    await page.ask('access.request', TOKEN, true)
    expect(presented).toEqual([{ tabId: 7, clicked: true }])
  })

  test('for the same thing twice is asking for it once', async () => {
    const { page, desk, allow } = await guest()
    await page.ask('access.request', { scopes: ['token', 'token'] })
    await page.ask('access.request', TOKEN)
    const id = await onlyId(desk)
    expect((await desk.find(id))?.scopes).toEqual(['token'])
    await allow(APP, {})
    await desk.allowed(id)
    await settle()
    for (const n of [1, 2]) expect(page.answerTo(n)).toMatchObject({ result: INFO })
  })

  test('is answered at once where the grant covers it', async () => {
    const { page, desk } = await guest({})
    expect(await page.ask('access.request', TOKEN)).toMatchObject({ result: INFO })
    expect(await desk.open()).toEqual([])
  })

  test('gives nothing where the grant ended before the answer left', async () => {
    const { page, desk } = await guest()
    await page.ask('access.request', TOKEN)
    await desk.allowed(await onlyId(desk))
    await settle()
    expect(page.answerTo(1)).toMatchObject(error(4100, 'unauthorized', false))
  })
})

describe('a token', () => {
  test('comes with the identity it must be used with', async () => {
    const { page } = await guest({ expiresAt: 2_000_000_000 })
    expect(await page.ask('token.get')).toMatchObject({
      result: {
        token: SECRET,
        kind: 'account',
        clientIdentifier: 'client-1',
        product: 'Foyer for Plex',
        expiresAt: 2_000_000_000,
      },
    })
  })

  test.each([
    ['was revoked', (world: World) => world.sites.release(APP)],
    ['was revoked with its site', (world: World) => world.sites.remove(APP)],
    ['expired', async (world: World) => world.clock.set(1_000_000_000 + 60_000)],
    [
      'went to another account',
      (world: World) => {
        world.account.hasBob = true
        return world.allow(APP, { accountId: 'bob' })
      },
    ],
    [
      'lost its account',
      async (world: World) => {
        world.account.health = null
      },
    ],
  ])('does not leave where its grant %s while it was read', async (_what, meanwhile) => {
    const { page, ...world } = await guest({ expiresAt: 1_000_000_000 + 60_000 })
    world.account.whileReading = () => meanwhile(world)
    const answer = await page.ask('token.get')
    expect(answer).toMatchObject(error(4100, 'unauthorized', false))
    expect(JSON.stringify(page.heard)).not.toContain(SECRET)
  })

  test('is checked with Plex on request, once a minute at most', async () => {
    const { page, account, clock } = await guest({})
    await page.ask('token.get')
    expect(account.checks).toBe(0)
    for (let n = 0; n < 3; n++) await page.ask('token.get', { refresh: true })
    expect(account.checks).toBe(1)
    await clock.advance(60_000)
    await page.ask('token.get', { refresh: true })
    expect(account.checks).toBe(2)
  })
})

describe('releasing', () => {
  test("ends the page's own grant and leaves it allowed", async () => {
    const { page, sites } = await guest({})
    expect(await page.ask('access.release')).toMatchObject({ result: null })
    expect(await sites.liveGrant(APP)).toBeNull()
    expect(await page.ask('foyer.state')).toMatchObject({ result: { grant: null } })
  })

  test("ends nobody else's", async () => {
    const { page, sites, allow } = await guest({})
    await allow(OTHER, {})
    await page.ask('access.release', {})
    expect(await sites.liveGrant(OTHER)).not.toBeNull()
  })
})

type World = Omit<Awaited<ReturnType<typeof guest>>, 'page'>
