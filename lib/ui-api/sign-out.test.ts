import { describe, expect, test } from 'vitest'
import { NoNetwork, Unauthorized } from '../plex/errors.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { APP, OTHER, uiWorld } from '../test-support/ui-world.ts'

const DONE = { done: 1, failure: null }

/** Ann has given one site a token of its own, another one hers, and a private window one more. */
async function shared() {
  const world = uiWorld()
  const ann = await world.signIn()
  await world.give(APP)
  await world.give(OTHER, { tokenKind: 'account' })
  await world.give(APP, { isPrivate: true })
  const signOut = () => world.open().call('account.signOut', { id: ann })
  return { ...world, ann, signOut }
}

describe('signing out', () => {
  test('ends the account, all that its sites have, and every token at Plex', async () => {
    const { signOut, accounts, grants, grantsOf, tokens, plex, sites } = await shared()
    expect(plex.living.size).toBe(3)
    expect(await signOut()).toEqual(DONE)
    expect([await grants.list(), await grantsOf(true).list()]).toEqual([[], []])
    expect([await accounts.list(), await tokens.pending(), plex.living.size]).toEqual([[], [], 0])
    expect(await sites.list()).toHaveLength(2)
  })

  test('takes nothing of another account', async () => {
    const { signOut, signIn, give, accounts, grants, plex } = await shared()
    const bob = await signIn(BOB)
    await give(`${APP}:8443`, { accountId: bob })
    await signOut()
    expect(await accounts.list()).toMatchObject([{ id: bob, health: 'ok' }])
    expect([(await grants.list()).length, plex.living.size]).toEqual([1, 2])
  })

  test('without a network ends everything here at once, and waits visibly for Plex', async () => {
    const { signOut, open, accounts, grants, tokens, plex, ann, endAtPlex } = await shared()
    const offline = new NoNetwork('x')
    plex.fails = { signOut: offline, listDevices: offline }
    expect(await signOut()).toEqual(DONE)
    expect([await grants.list(), await accounts.token(ann)]).toEqual([[], null])
    const { accounts: shown, pending } = await open().look()
    expect(shown).toMatchObject([{ id: ann, health: 'signing_out' }])
    expect(pending.map(({ name }) => name).sort()).toEqual(['', APP])
    plex.fails = {}
    expect(await open().call('pending.retry')).toEqual(DONE)
    await endAtPlex()
    expect([await accounts.list(), await tokens.pending(), plex.living.size]).toEqual([[], [], 0])
  })

  test('keeps the account’s token as long as a site’s is to be ended with it', async () => {
    const { signOut, accounts, plex, ann } = await shared()
    plex.fails = { listDevices: new NoNetwork('x') }
    await signOut()
    expect(await accounts.get(ann)).toMatchObject({ health: 'signing_out' })
    expect(plex.living.has((await accounts.lastToken(ann))?.reveal() ?? '')).toBe(true)
  })

  test('with a dead token forgets the account at once, and still ends what lives of its sites', async () => {
    const { signOut, accounts, tokens, plex, ann } = await shared()
    plex.living.delete((await accounts.token(ann))?.reveal() ?? '')
    expect(await accounts.check(ann)).toBeInstanceOf(Unauthorized)
    expect(await signOut()).toEqual(DONE)
    expect([await accounts.list(), await tokens.pending(), plex.living.size]).toEqual([[], [], 0])
  })

  test('of an account that is unknown is no failure', async () => {
    expect(await uiWorld().open().call('account.signOut', { id: 'nobody' })).toEqual(DONE)
  })
})

describe('checking an account', () => {
  test('says what Plex says', async () => {
    const { open, plex, ann } = await shared()
    const { call } = open()
    expect(await call('account.check', { id: ann })).toEqual(DONE)
    plex.fails.getUser = new NoNetwork('x')
    expect(await call('account.check', { id: ann })).toEqual({ done: 2, failure: 'network' })
  })
})
