import { describe, expect, test } from 'vitest'
import { NoNetwork, ServerTrouble, Unauthorized } from '../plex/errors.ts'
import { settle } from '../test-support/clock.ts'
import { APP, error, guestOfAnn, OTHER, UNAUTHORIZED } from '../test-support/page-world.ts'

const REFRESH = { refresh: true }
const DEAD = new Unauthorized('no', { status: 401 })

interface Answer {
  readonly result: { readonly token: string; readonly clientIdentifier: string }
}

/** A guest with a site token, and the way to have Plex forget that. */
async function guestWithToken(wish: object = {}) {
  const world = await guestOfAnn(wish)
  const { page, plex } = world
  const first = (await page.ask('token.get')) as Answer
  return { ...world, first: first.result, kill: () => plex.living.delete(first.result.token) }
}

describe('asking without "refresh"', () => {
  test('asks nothing of Plex', async () => {
    const { page, plex } = await guestWithToken()
    await page.ask('token.get', { refresh: false })
    expect(plex.calls).toEqual([])
  })
})

describe('"refresh" of a site token', () => {
  test('that lives asks Plex, as the site, and leaves it as it is', async () => {
    const { page, plex, first } = await guestWithToken()
    expect(await page.ask('token.get', REFRESH)).toMatchObject({ result: first })
    expect(plex.calls).toEqual([`getUser ${first.clientIdentifier}`])
  })

  test('that Plex no longer takes makes another, under the same identifier, and says so', async () => {
    const { page, visit, kill, first, plex } = await guestWithToken()
    const [tab, told] = [visit(), page.states().length]
    await settle()
    kill()
    const { result } = (await page.ask('token.get', REFRESH)) as Answer
    expect(result).toEqual({ ...first, token: expect.any(String) })
    expect(result.token).not.toBe(first.token)
    expect(plex.living.has(result.token)).toBe(true)
    expect([page.states().length, tab.states().length]).toEqual([told + 1, 2])
  })

  test('tells nobody else of another one: neither other sites nor private windows', async () => {
    const { visit, kill, page, give, settings } = await guestWithToken()
    await settings.change({ privateWindows: true })
    await give(OTHER)
    await give(APP, { isPrivate: true })
    const others = [visit(OTHER), visit(APP, { tab: { id: 9, incognito: true } })]
    await settle()
    kill()
    await page.ask('token.get', REFRESH)
    await settle()
    expect(others.map(({ states }) => states().length)).toEqual([1, 1])
  })

  test('tells no other tab of one that is for a single visit', async () => {
    const { visit, give, plex } = await guestOfAnn()
    await give(APP, { duration: 'once', tabId: 8 })
    const [there, elsewhere] = [visit(APP, { tab: { id: 8 } }), visit(APP, { tab: { id: 9 } })]
    const { result } = (await there.ask('token.get')) as Answer
    plex.living.delete(result.token)
    await there.ask('token.get', REFRESH)
    await settle()
    expect([there.states().length, elsewhere.states().length]).toEqual([2, 1])
  })

  test.each([
    [new NoNetwork('x'), 'offline'],
    [new ServerTrouble('x', { status: 503 }), 'plex_unavailable'],
  ] as const)('keeps it where Plex says anything else: %s', async (failure, reason) => {
    const { page, plex, first } = await guestWithToken()
    plex.fails.getUser = failure
    expect(await page.ask('token.get', REFRESH)).toMatchObject(error(4900, reason, true))
    expect(await page.ask('token.get')).toMatchObject({ result: first })
    expect(plex.count('linkPin')).toBe(0)
  })

  test('asks at most once a minute, whatever came of it', async () => {
    const { page, plex, clock } = await guestWithToken()
    plex.fails.getUser = new NoNetwork('x')
    for (let n = 0; n < 3; n++) await page.ask('token.get', REFRESH)
    expect(plex.count('getUser')).toBe(1)
    clock.set(clock.now() + 59_999)
    await page.ask('token.get', REFRESH)
    expect(plex.count('getUser')).toBe(1)
    clock.set(clock.now() + 1)
    await page.ask('token.get', REFRESH)
    expect(plex.count('getUser')).toBe(2)
  })

  test('goes on where the clock was set back', async () => {
    const { page, plex, clock } = await guestWithToken()
    await page.ask('token.get', REFRESH)
    clock.setBack(3_600_000)
    await page.ask('token.get', REFRESH)
    expect(plex.count('getUser')).toBe(2)
  })

  test('has those who ask meanwhile wait for the new one', async () => {
    const { page, visit, kill, plex, first } = await guestWithToken()
    const tab = visit()
    kill()
    const linking = plex.hold('linkPin')
    const refreshed = page.send('token.get', REFRESH)
    await linking.asked
    const plain = tab.send('token.get')
    const again = tab.send('token.get', REFRESH)
    await settle()
    expect([tab.answerTo(plain), tab.answerTo(again)]).toEqual([undefined, undefined])
    linking.answer()
    const { result } = (await page.answer(refreshed)) as Answer
    expect(result.token).not.toBe(first.token)
    for (const id of [plain, again]) expect(await tab.answer(id)).toMatchObject({ result })
    expect(plex.count('linkPin')).toBe(1)
  })

  test('that can’t make another says why, and the next minute tries again', async () => {
    const { page, kill, plex, clock } = await guestWithToken()
    kill()
    plex.fails.createPin = new NoNetwork('x')
    expect(await page.ask('token.get', REFRESH)).toMatchObject(error(4900, 'offline', true))
    for (const params of [undefined, REFRESH]) {
      const answer = await page.ask('token.get', params)
      expect(answer).toMatchObject(error(4900, 'plex_unavailable', true))
    }
    expect(plex.count('createPin')).toBe(1)
    delete plex.fails.createPin
    clock.set(clock.now() + 60_000)
    expect(await page.ask('token.get')).toHaveProperty('result')
  })

  test('finds out that it is the account’s token that Plex no longer takes', async () => {
    const { page, kill, plex, accounts, ann } = await guestWithToken()
    kill()
    const own = await accounts.token(ann)
    plex.living.delete(own?.reveal() ?? '')
    expect(await page.ask('token.get', REFRESH)).toMatchObject(error(4900, 'not_linked', false))
    expect((await accounts.get(ann))?.health).toBe('signed_out')
    await settle()
    expect(page.states().at(-1)).toMatchObject({ linked: false })
  })
})

describe('"refresh" of the account’s token', () => {
  test('that Plex no longer takes makes no other: the account is signed out', async () => {
    const { page, kill, plex, accounts, ann } = await guestWithToken({ tokenKind: 'account' })
    kill()
    expect(await page.ask('token.get', REFRESH)).toMatchObject(error(4900, 'not_linked', false))
    expect((await accounts.get(ann))?.health).toBe('signed_out')
    expect(plex.count('createPin')).toBe(0)
  })

  test('is not held up by another site that has just asked', async () => {
    const { page, plex, give, visit } = await guestWithToken({ tokenKind: 'account' })
    await give(OTHER, { tokenKind: 'account' })
    for (const asking of [page, visit(OTHER), page]) await asking.ask('token.get', REFRESH)
    expect(plex.count('getUser')).toBe(2)
  })
})

describe('servers with a token that Plex no longer takes', () => {
  const SERVERS = { scopes: ['servers'] } as const

  test('are found with another one: such a site can’t ask for that itself', async () => {
    const { page, plex, grants, tokens } = await guestOfAnn(SERVERS)
    const id = (await grants.live(APP))?.clientIdentifier ?? ''
    plex.living.delete((await tokens.held(id))?.token.reveal() ?? '')
    expect(await page.ask('servers.list')).toMatchObject({ result: [] })
    expect(plex.count('linkPin')).toBe(1)
    expect(await page.ask('servers.list')).toMatchObject({ result: [] })
    expect(plex.count('linkPin')).toBe(1)
  })

  test('are Plex’s trouble where Plex takes the token elsewhere, and are not asked for again and again', async () => {
    const { page, plex } = await guestOfAnn(SERVERS)
    plex.fails.listServers = DEAD
    for (let n = 0; n < 3; n++) {
      const answer = await page.ask('servers.list')
      expect(answer).toMatchObject(error(4900, 'plex_unavailable', true))
    }
    expect([plex.count('getUser'), plex.count('listServers')]).toEqual([1, 4])
  })

  test('say that the account is signed out where it is that', async () => {
    const { page, plex, accounts, ann } = await guestOfAnn({ ...SERVERS, tokenKind: 'account' })
    plex.living.clear()
    expect(await page.ask('servers.list')).toMatchObject(error(4900, 'not_linked', false))
    expect((await accounts.get(ann))?.health).toBe('signed_out')
  })

  test('are 4100 where it was revoked, whether or not a refresh is due', async () => {
    const { page, plex, grants, endAtPlex } = await guestOfAnn(SERVERS)
    plex.fails.listServers = DEAD
    await page.ask('servers.list')
    delete plex.fails.listServers
    const answer = plex.hold('listServers')
    const id = page.send('servers.list')
    await answer.asked
    await grants.end(APP, 'revoked')
    await endAtPlex()
    answer.answer()
    expect(await page.answer(id)).toMatchObject(UNAUTHORIZED)
  })
})
