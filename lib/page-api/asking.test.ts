import { describe, expect, test, vi } from 'vitest'
import { BOB } from '../test-support/accounts-world.ts'
import { OWN_ID, OWN_ORIGIN } from '../test-support/background.ts'
import { settle } from '../test-support/clock.ts'
import { APP, error, guestOfAnn, OTHER, TAB, UNAUTHORIZED } from '../test-support/page-world.ts'
import { fakePort } from '../test-support/ports.ts'
import type { Command, Looking, Push } from '../ui-api/protocol.ts'

const TOKEN = { scopes: ['token'] }
const INFO = { scopes: ['token'], tokenKind: 'site', expiresAt: null }

describe('asking for access', () => {
  test('waits for the person and then gives the grant', async () => {
    const { page, desk, waiting, allow } = await guestOfAnn()
    const id = page.send('access.request', { ...TOKEN, reason: 'hi' })
    expect(await desk.find(await waiting())).toMatchObject({
      origin: APP,
      tabId: TAB,
      scopes: ['token'],
      reason: 'hi',
      isPrivate: false,
    })
    expect(page.answerTo(id)).toBeUndefined()
    await allow()
    expect(await page.answer(id)).toMatchObject({ result: INFO })
  })

  test.each([
    ['account', ['account']],
    ['servers', ['servers']],
    ['everything, in whatever order', ['token', 'servers', 'account']],
  ])('may be for %s', async (_what, scopes) => {
    const { page, desk, waiting, allow } = await guestOfAnn()
    const id = page.send('access.request', { scopes })
    expect((await desk.find(await waiting()))?.scopes.toSorted()).toEqual(scopes.toSorted())
    await allow({ tokenKind: 'account', duration: 'hour' })
    const { result } = (await page.answer(id)) as { result: { scopes: string[] } }
    expect(result).toMatchObject({ tokenKind: 'account', expiresAt: expect.any(Number) })
    expect(result.scopes.toSorted()).toEqual(scopes.toSorted())
  })

  test('for more shows, and gives, what it has already as well', async () => {
    const { page, desk, waiting, allow } = await guestOfAnn({ scopes: ['account'] })
    const id = page.send('access.request', TOKEN)
    expect((await desk.find(await waiting()))?.scopes).toEqual(['account', 'token'])
    await allow()
    expect(await page.answer(id)).toMatchObject({ result: { scopes: ['account', 'token'] } })
  })

  test('shows a new approval once', async () => {
    const { page, shown, waiting } = await guestOfAnn()
    page.send('access.request', TOKEN, true)
    await waiting()
    page.send('access.request', TOKEN, true)
    await settle()
    expect(shown).toEqual([TAB])
  })

  test.each([
    ['by the click that asks: it opens again', 100, [TAB]],
    ['later: the person has seen it there', 5_000, []],
  ])('while the popup is open, which closes %s', async (_, after, opened) => {
    const { page, ui, clock, shown, waiting } = await guestOfAnn()
    const popup = fakePort<Command | Looking, Push>('foyer-ui:popup', {
      id: OWN_ID,
      url: `${OWN_ORIGIN}popup.html`,
    })
    ui.connect(popup)
    page.send('access.request', TOKEN, true)
    await waiting()
    await settle()
    expect(shown).toEqual([])
    await clock.advance(after)
    popup.drop()
    await settle()
    expect(shown).toEqual(opened)
  })

  test.each([
    ['nobody has just clicked', false, TAB],
    ['the person has another tab before them', true, 99],
  ])('shows nothing by itself where %s', async (_, clicked, tabId) => {
    const { visit, shown, waiting } = await guestOfAnn()
    visit(APP, { tab: { id: tabId } }).send('access.request', TOKEN, clicked)
    await waiting()
    await settle()
    expect(shown).toEqual([])
  })

  test('for the same thing twice is asking for it once', async () => {
    const { page, desk, waiting, allow } = await guestOfAnn()
    const one = page.send('access.request', { scopes: ['token', 'token'] })
    const two = page.send('access.request', TOKEN)
    expect((await desk.find(await waiting()))?.scopes).toEqual(['token'])
    await allow()
    for (const id of [one, two]) expect(await page.answer(id)).toMatchObject({ result: INFO })
  })

  test('is answered at once where the grant covers it', async () => {
    const { page, desk } = await guestOfAnn({ scopes: ['account', 'token'] })
    const given = { ...INFO, scopes: ['account', 'token'] }
    expect(await page.ask('access.request', TOKEN)).toMatchObject({ result: given })
    expect(await desk.open()).toEqual([])
  })

  test('once does not answer another tab: the person is asked anew there', async () => {
    const { visit, give, waiting, desk } = await guestOfAnn()
    await give(APP, { duration: 'once', tabId: 8 })
    const there = visit(APP, { tab: { id: 8 } })
    expect(await there.ask('access.request', TOKEN)).toMatchObject({ result: INFO })
    visit(APP, { tab: { id: 9 } }).send('access.request', TOKEN)
    expect(await desk.find(await waiting())).toMatchObject({ tabId: 9 })
  })

  test('that joined a request of another tab gets nothing of what is for that visit alone', async () => {
    const { page, visit, waiting, allow } = await guestOfAnn()
    const other = visit(APP, { tab: { id: 8 } })
    const id = page.send('access.request', TOKEN)
    await waiting()
    const joined = other.send('access.request', TOKEN)
    await settle()
    await allow({ duration: 'once' })
    expect(await page.answer(id)).toMatchObject({ result: INFO })
    expect(await other.answer(joined)).toMatchObject(UNAUTHORIZED)
  })

  test('gives nothing where the grant ended before the answer left', async () => {
    const { page, desk, waiting } = await guestOfAnn()
    const id = page.send('access.request', TOKEN)
    await desk.allowed(await waiting())
    expect(await page.answer(id)).toMatchObject(UNAUTHORIZED)
  })

  test('is of no account that is being signed out', async () => {
    const { page, accounts, signIn, ann, waiting } = await guestOfAnn({ tokenKind: 'account' })
    await signIn(BOB)
    await accounts.signOut(ann)
    page.send('access.request', TOKEN)
    await waiting()
  })
})

describe('releasing', () => {
  test("ends the page's own grant, at Plex as well, and leaves it allowed", async () => {
    const { page, grants, plex } = await guestOfAnn({})
    expect(plex.made()).toHaveLength(1)
    expect(await page.ask('access.release')).toMatchObject({ result: null })
    expect(await grants.live(APP)).toBeNull()
    await vi.waitFor(() => expect(plex.made()).toEqual([]))
    expect(await page.ask('foyer.state')).toMatchObject({ result: { grant: null } })
    expect(await page.ask('token.get')).toMatchObject(UNAUTHORIZED)
  })

  test('without a grant is no failure', async () => {
    const { page } = await guestOfAnn()
    expect(await page.ask('access.release', {})).toMatchObject({ result: null })
  })

  test("ends nobody else's", async () => {
    const { page, grants, give } = await guestOfAnn({})
    await give(OTHER)
    await page.ask('access.release')
    expect(await grants.live(OTHER)).not.toBeNull()
  })

  test('ends not what is for the visit of another tab', async () => {
    const { page, grants, give } = await guestOfAnn()
    await give(APP, { duration: 'once', tabId: 8 })
    await page.ask('access.release')
    expect(await grants.live(APP)).not.toBeNull()
  })
})

test('a page that may not ask is told so before anything else, one that asks wrongly after', async () => {
  const { page, sites } = await guestOfAnn()
  expect(await page.ask('access.request', { scopes: ['all'] })).toMatchObject(
    error(-32602, 'invalid_params', false),
  )
  await sites.remove(APP)
  expect(await page.ask('access.request', { scopes: ['all'] })).toMatchObject(UNAUTHORIZED)
})
