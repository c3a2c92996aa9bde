import { describe, expect, test } from 'vitest'
import { NoNetwork, type PlexError, RateLimited } from '../plex/errors.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { APP, OTHER } from '../test-support/background.ts'
import { settle } from '../test-support/clock.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'
import type { Choice } from './decisions.ts'
import type { Ask } from './queue.ts'

const HTTP = 'http://app.example'

/** A request that waits for the person, and what they may press. */
async function asked(more: Partial<Ask> = {}) {
  const world = tokensWorld({ isPatient: false })
  const app = world.boot()
  const [ann, bob] = [await app.signIn(), await app.signIn(BOB)]
  const origin = more.origin ?? APP
  world.tabs.set(1, `${origin}/page`)
  await app.sites.allow(origin)
  const heard = app.ask(more)
  await settle()
  const id = (await app.desk.open())[0]?.id ?? ''
  world.plex.calls.length = 0
  const choice = (news: Partial<Choice> = {}): Choice => ({
    ...{ accountId: ann, tokenKind: 'site', duration: 'until_revoked', email: false },
    ...news,
  })
  const allow = (news?: Partial<Choice>) => app.decisions.allow(id, choice(news))
  const work = async () => (await app.desk.find(id))?.work ?? null
  return { world, app, plex: world.plex, clock: world.clock, ann, bob, heard, id, allow, work }
}

describe('Allow', () => {
  test('gives the site what it asked for, and then tells it', async () => {
    const { app, ann, heard, allow, plex } = await asked({ scopes: ['account', 'token'] })
    await allow({ email: true })
    await settle()
    expect(heard.decision).toBe('allowed')
    const grant = await app.grants.live(APP)
    expect(grant).toMatchObject({ accountId: ann, scopes: ['account', 'token'], email: true })
    const held = await app.tokens.held(grant?.clientIdentifier ?? '')
    expect(plex.made()).toEqual([held?.token.reveal()])
    expect(await app.desk.open()).toEqual([])
  })

  test('gives nothing that was not chosen here, whatever the message says', async () => {
    const { app, bob, allow } = await asked()
    const forged = { origin: OTHER, scopes: ['account', 'servers', 'token'], isPrivate: true }
    await allow({ accountId: bob, ...forged } as Partial<Choice>)
    expect(await app.grants.list()).toMatchObject([{ origin: APP, scopes: ['token'] }])
    expect(await app.privateGrants.list()).toEqual([])
  })

  test('for what is gone is nothing', async () => {
    const { app, plex, allow, id } = await asked()
    await app.desk.denied(id, true)
    await allow()
    expect([plex.calls, await app.grants.list()]).toEqual([[], []])
  })

  test.each<[string, (all: Awaited<ReturnType<typeof asked>>) => unknown]>([
    ['went on', ({ world }) => world.tabs.set(1, `${OTHER}/`)],
    ['closed', ({ world }) => world.tabs.delete(1)],
    ['is no longer allowed', ({ app }) => app.sites.remove(APP)],
  ])('counts only for the page that was shown: not where it %s', async (_, happens) => {
    const all = await asked()
    await happens(all)
    await expect(all.allow()).rejects.toMatchObject({ reason: 'site_left' })
    await settle()
    expect([all.heard.decision, await all.app.grants.list()]).toEqual(['denied', []])
    expect(all.plex.calls).toEqual([])
  })

  test('of an account that is signed out changes nothing', async () => {
    const { app, ann, heard, allow } = await asked()
    await app.accounts.signOut(ann)
    await expect(allow()).rejects.toMatchObject({ reason: 'no_account' })
    await expect(allow({ accountId: 'unknown' })).rejects.toMatchObject({ reason: 'no_account' })
    expect([heard.decision, (await app.desk.open()).length]).toEqual([null, 1])
  })

  test('of the account’s own token is not possible on plain http, except on this machine', async () => {
    const { app, allow } = await asked({ origin: HTTP })
    await expect(allow({ tokenKind: 'account' })).rejects.toMatchObject({ reason: 'not_allowed' })
    expect(await app.grants.list()).toEqual([])
    await allow()
    expect(await app.grants.list()).toMatchObject([{ origin: HTTP, tokenKind: 'site' }])
    const own = await asked({ origin: 'http://127.0.0.1:5055' })
    await own.allow({ tokenKind: 'account' })
    expect(await own.app.grants.list()).toMatchObject([{ tokenKind: 'account' }])
  })

  test('pressed twice, in two popups, is done once, and the first counts', async () => {
    const { app, ann, bob, plex, allow } = await asked()
    await Promise.all([allow(), allow({ accountId: bob }), allow()])
    expect(await app.grants.list()).toMatchObject([{ accountId: ann }])
    expect([plex.count('createPin'), plex.made().length]).toEqual([1, 1])
  })

  test('pressed twice after a refusal is done once as well', async () => {
    const { app, ann, bob, plex, allow, heard } = await asked()
    plex.fail('linkPin', { error: new NoNetwork('no') })
    await allow()
    await Promise.all([allow(), allow({ accountId: bob })])
    await settle()
    expect(heard.decision).toBe('allowed')
    expect(await app.grants.list()).toMatchObject([{ accountId: ann }])
  })

  test('pressed again while Plex is asked changes nothing', async () => {
    const { app, ann, bob, plex, allow } = await asked()
    plex.meanwhile('linkPin', () => void allow({ accountId: bob }))
    await allow()
    await settle()
    expect(await app.grants.list()).toMatchObject([{ accountId: ann }])
    expect(plex.made()).toHaveLength(1)
  })
})

describe('while the token is made', () => {
  test('the request is seen to be under way', async () => {
    const { plex, allow, work } = await asked()
    const seen: unknown[] = []
    plex.meanwhile('createPin', async () => seen.push((await work())?.state))
    await allow()
    expect(seen).toEqual(['asking'])
  })

  test.each<[string, (all: Awaited<ReturnType<typeof asked>>) => unknown, string]>([
    ['the person denies after all', ({ app, id }) => app.desk.denied(id, true), 'denied'],
    ['the page goes away', ({ app }) => app.desk.left(() => true), 'gone'],
    ['the tab goes on', ({ world }) => world.tabs.set(1, `${OTHER}/`), 'denied'],
    ['the site is stopped', ({ app }) => app.sites.remove(APP), 'denied'],
    ['the account is signed out', ({ app, ann }) => void app.signOut(ann), 'denied'],
  ])('%s: nothing is given, and nothing lives on', async (_, happens, decision) => {
    const all = await asked()
    all.plex.meanwhile('linkPin', () => happens(all))
    await all.allow()
    await settle()
    expect(all.heard.decision).toBe(decision)
    await all.clock.advance(60_000)
    await all.app.endAtPlex(true)
    expect([await all.app.grants.list(), all.plex.made()]).toEqual([[], []])
    expect([await all.app.tokens.pending(), await all.app.desk.open()]).toEqual([[], []])
  })
})

test('a page that goes away before anything was begun leaves nothing behind', async () => {
  const { app, plex, allow } = await asked()
  await allow()
  plex.failAll(new NoNetwork('no'))
  await app.grants.end(APP, 'revoked')
  await settle()
  plex.mend()
  app.ask({ waiter: 'page/2' })
  await settle()
  const [again] = await app.desk.open()
  plex.meanwhile('signOut', () => app.desk.left(() => true))
  plex.fail('linkPin', { error: new NoNetwork('no'), when: 'after' })
  const [account] = await app.accounts.list()
  const choice = { tokenKind: 'site', duration: 'hour', email: false } as const
  await app.decisions.allow(again?.id ?? '', { ...choice, accountId: account?.id ?? '' })
  await app.tokens.endAtPlex(true)
  expect(plex.made()).toEqual([])
})

describe('what Plex refuses', () => {
  test.each<[PlexError]>([[new NoNetwork('no')], [new RateLimited('no', { status: 429 }, null)]])(
    'is told with the request, which waits for the person to choose anew',
    async (error) => {
      const { app, plex, allow, work, heard } = await asked()
      plex.fail('linkPin', { error })
      await allow()
      expect(await work()).toMatchObject({ state: 'refused', trouble: error.kind })
      expect(heard.decision).toBeNull()
      await allow()
      await settle()
      expect([heard.decision, plex.pins.length]).toEqual(['allowed', 1])
      expect(await app.grants.list()).toHaveLength(1)
    },
  )

  test('for one account may be had of another, and the first try leaves nothing', async () => {
    const { app, bob, plex, allow } = await asked()
    plex.fail('linkPin', { error: new NoNetwork('no'), when: 'after' })
    await allow()
    expect(plex.made()).toHaveLength(1)
    await allow({ accountId: bob })
    await app.tokens.endAtPlex(true)
    expect(
      [...plex.living.values()].filter(({ identifier }) => identifier !== 'client-1'),
    ).toMatchObject([{ userId: BOB.id }])
    expect(plex.made()).toHaveLength(1)
    expect(await app.grants.list()).toMatchObject([{ accountId: bob }])
  })

  test('and is denied then leaves nothing', async () => {
    const { app, plex, allow, id, clock } = await asked()
    plex.fail('linkPin', { error: new NoNetwork('no'), when: 'after' })
    await allow()
    await app.desk.denied(id, true)
    await clock.advance(60_000)
    await app.tokens.endAtPlex()
    expect([plex.made(), await app.tokens.pending()]).toEqual([[], []])
  })

  test('since the account is signed out there is noted with the account', async () => {
    const { app, ann, plex, allow, work } = await asked()
    const token = await app.accounts.token(ann)
    plex.kill(token?.reveal() ?? '')
    await allow()
    expect(await work()).toMatchObject({ state: 'refused', trouble: 'unauthorized' })
    expect((await app.accounts.get(ann))?.health).toBe('signed_out')
    expect(await app.accounts.token(ann)).toBeNull()
  })

  test('leaves what the site has already', async () => {
    const { app, plex, allow, bob } = await asked()
    await allow()
    const before = await app.grants.live(APP)
    app.ask({ scopes: ['servers', 'token'], waiter: 'page/2' })
    await settle()
    const [more] = await app.desk.open()
    plex.fail('linkPin', { error: new NoNetwork('no') })
    const choice = { accountId: bob, tokenKind: 'site', duration: 'hour', email: false } as const
    await app.decisions.allow(more?.id ?? '', choice)
    await app.desk.denied(more?.id ?? '', true)
    await settle()
    expect(await app.grants.live(APP)).toEqual(before)
    expect(await app.tokens.held(before?.clientIdentifier ?? '')).not.toBeNull()
  })

  test('of more than a site has leaves its token, even while that is made anew', async () => {
    const { app, plex, allow, ann } = await asked()
    await allow()
    const before = (await app.grants.live(APP))?.clientIdentifier ?? ''
    const error = new NoNetwork('no')
    plex.fail('linkPin', { error }, { error })
    await expect(app.tokens.renew(before)).rejects.toBe(error)
    app.ask({ scopes: ['servers', 'token'], waiter: 'page/2' })
    await settle()
    const [more] = await app.desk.open()
    const choice = { accountId: ann, tokenKind: 'site', duration: 'hour', email: false } as const
    await app.decisions.allow(more?.id ?? '', choice)
    await app.desk.denied(more?.id ?? '', true)
    await settle()
    await app.tokens.renew(before)
    expect(await app.tokens.held(before)).not.toBeNull()
  })
})

test('a fault of our own is told as well, and the request goes on from there', async () => {
  const { world, plex, allow, work, heard } = await asked()
  plex.meanwhile('createPin', () => {
    world.local.broken = 'get'
  })
  await expect(allow()).rejects.toThrow('the disk is broken')
  expect(await work()).toMatchObject({ state: 'refused', trouble: 'internal' })
  world.local.broken = null
  await allow()
  await settle()
  expect(heard.decision).toBe('allowed')
})

describe('after a stop', () => {
  test('what the person had allowed is carried out, once', async () => {
    const { world, plex, allow } = await asked()
    plex.meanwhile('linkPin', () => new Promise(() => {}))
    void allow()
    await settle()
    const app = world.boot()
    const heard = app.ask()
    await Promise.all([app.decisions.resume(), app.decisions.resume()])
    await settle()
    expect([heard.decision, plex.pins.length, plex.made().length]).toEqual(['allowed', 1, 1])
  })

  test('what nobody decided, or what Plex refused, waits for the person', async () => {
    const { world, plex, allow, id } = await asked()
    plex.fail('linkPin', { error: new NoNetwork('no') })
    await allow()
    plex.calls.length = 0
    const app = world.boot()
    app.ask()
    await app.decisions.resume()
    await settle()
    expect([plex.calls, (await app.desk.find(id))?.work?.state]).toEqual([[], 'refused'])
  })

  test('Allow for what goes on already changes nothing', async () => {
    const { world, plex, allow, ann, bob, id } = await asked()
    plex.meanwhile('linkPin', () => new Promise(() => {}))
    void allow()
    await settle()
    const app = world.boot()
    const choice = { accountId: bob, tokenKind: 'site', duration: 'hour', email: false } as const
    await app.decisions.allow(id, choice)
    expect(await app.grants.list()).toMatchObject([{ accountId: ann, duration: 'until_revoked' }])
  })
})
