import { describe, expect, test } from 'vitest'
import { AllowFailure } from '../approvals/decisions.ts'
import { NoNetwork } from '../plex/errors.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { settle } from '../test-support/clock.ts'
import { hear, onlyId } from '../test-support/desk-world.ts'
import { APP, OTHER, uiWorld } from '../test-support/ui-world.ts'

const DONE = { done: 1, failure: null }
const CHOICE = { accountId: 'ann', tokenKind: 'site', duration: 'hour', email: false }
const ASK = {
  origin: APP,
  tabId: 7,
  scopes: ['token'],
  reason: '',
  isPrivate: false,
  waiter: 's1/1',
} as const

describe('a command', () => {
  test.each(['nonsense', '', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'that is none fails: "%s"',
    async (command) => {
      expect(await uiWorld().open().call(command)).toEqual({ done: 1, failure: 'internal' })
    },
  )

  test.each([
    ['what Plex said', new NoNetwork('x'), 'network'],
    ['why nothing was allowed', new AllowFailure('site_left'), 'site_left'],
    ['no more than "internal"', new Error('secret'), 'internal'],
    ['no more than "internal" for the strangest things', 'thrown', 'internal'],
  ])('that fails says %s', async (_what, fails, failure) => {
    const { open, state } = uiWorld()
    state.fails = fails
    expect(await open().call('link.cancel')).toEqual({ done: 1, failure })
  })

  test.each([
    ['link.start', { kind: 'short' }, 'start "short"'],
    ['link.cancel', {}, 'cancel'],
    ['link.dismiss', {}, 'dismiss'],
    ['link.reopen', {}, 'reopen'],
    ['site.intend', { origin: APP }, `intend "${APP}"`],
    ['site.abandon', { origin: APP }, `abandon "${APP}"`],
    ['site.finish', {}, 'finish'],
    ['approval.allow', { id: 'x', ...CHOICE }, `allow "x" ${JSON.stringify(CHOICE)}`],
    ['approval.atPlex', { id: 'x' }, 'allowAtPlex "x"'],
  ])('does what it says: %s', async (command, input, what) => {
    const { open, done } = uiWorld()
    expect(await open().call(command, input)).toEqual(DONE)
    expect(done.slice(1)).toEqual([what])
  })

  test('works for a page that looks at nothing', async () => {
    const { open } = uiWorld()
    const { call, port } = open()
    await call('link.cancel')
    expect(port.posted).toEqual([DONE])
  })
})

test('"Deny" is told to the page, and counts', async () => {
  const { open, desk } = uiWorld()
  for (const waiter of ['s1/1', 's1/2']) {
    const heard = hear(desk, { ...ASK, waiter })
    await settle()
    await open().call('approval.deny', { id: await onlyId(desk) })
    expect(heard.decision).toBe('denied')
  }
  const third = hear(desk, { ...ASK, waiter: 's1/3' })
  await settle()
  expect(third.decision).toBe('quiet')
})

describe('"Stop sharing"', () => {
  test('ends the site and what it has, and no other', async () => {
    const { open, sites, grants, signIn, give } = uiWorld()
    await signIn()
    await give(APP)
    await give(OTHER)
    expect(await open().call('site.stop', { origin: APP })).toEqual(DONE)
    expect([await sites.get(APP), await grants.live(APP)]).toEqual([null, null])
    expect(await grants.live(OTHER)).not.toBeNull()
  })

  test('with all of them ends every one', async () => {
    const { open, sites, grants, tokens, signIn, give } = uiWorld()
    await signIn()
    for (let n = 0; n < 20; n++) await give(`https://s${n}.example`)
    expect(await open().call('site.stopAll')).toEqual(DONE)
    expect([await sites.list(), await grants.list()]).toEqual([[], []])
    expect(await tokens.pending()).toHaveLength(20)
  })

  test('with all of them ends the others where one can’t be, and says so', async () => {
    const { open, sites, state } = uiWorld()
    for (const origin of [APP, OTHER, `${APP}:8443`]) await sites.allow(origin)
    state.stuck = OTHER
    expect(await open().call('site.stopAll')).toEqual({ done: 1, failure: 'internal' })
    expect((await sites.list()).map(({ origin }) => origin)).toEqual([OTHER])
  })
})

describe('a change of what a site has', () => {
  const CHANGE = { origin: APP, duration: 'hour' }

  async function shared() {
    const world = uiWorld()
    const [ann, bob] = [await world.signIn(), await world.signIn(BOB)]
    await world.give(APP)
    return { ...world, ann, bob, change: (news: object) => world.open().call('site.change', news) }
  }

  test('gives it another account and another end', async () => {
    const { change, bob, grants } = await shared()
    expect(await change({ ...CHANGE, accountId: bob })).toEqual(DONE)
    expect(await grants.live(APP)).toMatchObject({ accountId: bob, duration: 'hour' })
  })

  test('to an account that is gone, or leaving, is none', async () => {
    const { change, bob, ann, grants, accounts } = await shared()
    await accounts.signOut(bob)
    for (const accountId of [bob, 'nobody']) {
      expect(await change({ ...CHANGE, accountId })).toEqual({ done: 1, failure: 'no_account' })
    }
    expect(await grants.live(APP)).toMatchObject({ accountId: ann, duration: 'until_revoked' })
  })

  test('that Plex does not carry out says why, and leaves it as it was', async () => {
    const { change, bob, ann, grants, plex } = await shared()
    plex.fails.createPin = new NoNetwork('x')
    expect(await change({ ...CHANGE, accountId: bob })).toEqual({ done: 1, failure: 'network' })
    expect(await grants.live(APP)).toMatchObject({ accountId: ann, duration: 'until_revoked' })
  })
})

describe('settings', () => {
  test('that shut private windows out end what was given there, at Plex as well', async () => {
    const { open, settings, signIn, give, grants, grantsOf, tokens, plex } = uiWorld()
    await signIn()
    const { call } = open()
    await call('settings.change', { privateWindows: true })
    await give(APP)
    await give(APP, { isPrivate: true })
    expect(await grantsOf(true).live(APP)).not.toBeNull()
    // So that what is to be ended can be seen waiting.
    plex.failAll(new NoNetwork('no'))
    await call('settings.change', { privateWindows: false })
    expect(await settings.get()).toEqual({ privateWindows: false, lockAfter: null })
    expect([await grantsOf(true).live(APP), await grants.live(APP)]).toEqual([
      null,
      expect.anything(),
    ])
    expect(await tokens.pending()).toHaveLength(1)
  })
})

test('the activity that is cleared is gone', async () => {
  const { open, activity } = uiWorld()
  activity.note({ origin: APP, asked: 'token.get', answered: 'given' })
  await open().call('activity.clear')
  expect(await activity.page({ limit: 9 })).toEqual({ entries: [], total: 0 })
})
