import { describe, expect, test } from 'vitest'
import { NoNetwork } from '../plex/errors.ts'
import { settle } from '../test-support/clock.ts'
import { hear, onlyId } from '../test-support/desk-world.ts'
import { APP, uiWorld } from '../test-support/ui-world.ts'

const ASK = { origin: APP, tabId: 7, scopes: ['token'], reason: '', waiter: 's1/1' } as const

async function waiting() {
  const world = uiWorld()
  await world.sites.allow(APP)
  const heard = hear(world.desk, ASK)
  await settle()
  const id = await onlyId(world.desk)
  const page = world.open()
  return {
    ...world,
    heard,
    call: (input: object) => page.call('approval.allow', { id, accountId: 'ann', ...input }),
    page,
    id,
  }
}

describe('"Allow"', () => {
  test('gives the site what it asked for, of the chosen account, and nothing more', async () => {
    const { call, sites, heard, clock } = await waiting()
    expect(await call({})).toEqual({ done: 1, failure: null })
    await settle()
    expect(heard.decision).toBe('allowed')
    expect(await sites.liveGrant(APP)).toEqual({
      origin: APP,
      accountId: 'ann',
      scopes: ['token'],
      tokenKind: 'account',
      since: clock.now(),
      expiresAt: null,
    })
  })

  test.each([
    ['went to another site', 'https://other.example/'],
    ['went to another port', `${APP}:8443/`],
    ['went from https to http', 'http://app.example/'],
    ['was closed', undefined],
  ])('counts only for the page that was shown: not after the tab %s', async (_what, address) => {
    const { call, sites, heard, state, desk } = await waiting()
    state.address = address
    expect(await call({})).toEqual({ done: 1, failure: 'site_left' })
    await settle()
    expect([heard.decision, await desk.open()]).toEqual(['denied', []])
    expect(await sites.liveGrant(APP)).toBeNull()
  })

  test('of a page that left does not count as the person saying no', async () => {
    const { call, state, desk } = await waiting()
    state.address = undefined
    await call({})
    for (const waiter of ['s1/2', 's1/3']) {
      const again = hear(desk, { ...ASK, waiter })
      await settle()
      expect(again.decision).toBeNull()
      await desk.denied(await onlyId(desk), false)
    }
  })

  test('gives nothing to a site that is no longer allowed', async () => {
    const { call, sites } = await waiting()
    await sites.remove(APP)
    expect(await call({})).toEqual({ done: 1, failure: 'site_left' })
    await sites.allow(APP)
    expect(await sites.liveGrant(APP)).toBeNull()
  })

  test.each([
    ['is unknown', 'nobody', 'ok'],
    ['is signed out', 'ann', 'signed_out'],
  ] as const)(
    'with an account that %s gives nothing, and the request still waits',
    async (_what, accountId, health) => {
      const { call, sites, heard, state } = await waiting()
      state.health = health
      expect(await call({ accountId })).toEqual({ done: 1, failure: 'no_account' })
      expect([heard.decision, await sites.liveGrant(APP)]).toEqual([null, null])
    },
  )

  test('of an approval that is gone gives nothing', async () => {
    const { call, sites, desk, id } = await waiting()
    await desk.denied(id, true)
    await call({})
    expect(await sites.liveGrant(APP)).toBeNull()
  })
})

test('"Deny" is told to the page, and counts', async () => {
  const { page, id, heard, desk, sites } = await waiting()
  await page.call('approval.deny', { id })
  expect([heard.decision, await sites.liveGrant(APP)]).toEqual(['denied', null])
  const again = hear(desk, { ...ASK, waiter: 's1/2' })
  await settle()
  await page.call('approval.deny', { id: await onlyId(desk) })
  const third = hear(desk, { ...ASK, waiter: 's1/3' })
  await settle()
  expect([again.decision, third.decision]).toEqual(['denied', 'quiet'])
})

describe('"Sign out"', () => {
  const grant = {
    origin: APP,
    scopes: ['token'],
    tokenKind: 'account',
    since: 0,
    expiresAt: null,
  } as const

  test('ends what the sites have of that account', async () => {
    const { open, sites } = uiWorld()
    await sites.allow(APP)
    await sites.grant({ ...grant, accountId: 'ann' })
    await open().call('account.signOut', { id: 'ann' })
    expect(await sites.liveGrant(APP)).toBeNull()
  })

  test('that did not reach Plex says so and changes nothing', async () => {
    const { open, sites, state } = uiWorld()
    await sites.allow(APP)
    await sites.grant({ ...grant, accountId: 'ann' })
    state.fails = new NoNetwork('x')
    const answer = await open().call('account.signOut', { id: 'ann' })
    expect(answer).toEqual({ done: 1, failure: 'network' })
    expect(await sites.liveGrant(APP)).not.toBeNull()
  })
})
