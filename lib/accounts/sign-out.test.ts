import { describe, expect, test } from 'vitest'
import { NoNetwork, ServerTrouble, Unauthorized } from '../plex/errors.ts'
import { ANN, accountsWorld } from '../test-support/accounts-world.ts'
import { testVault } from '../test-support/vault.ts'

const free = async () => true
const busy = async () => false
const DEAD = new Unauthorized('no', { status: 401 })

describe('signing out', () => {
  test('gives nobody anything from the click on, and waits for Plex to be told', async () => {
    const { accounts, add, plex, changes } = accountsWorld()
    const id = await add('my-token')
    await accounts.signOut(id)
    expect([await accounts.token(id), plex.ended, changes()]).toEqual([null, [], 1])
    expect(await accounts.get(id)).toMatchObject({ health: 'signing_out' })
    expect((await accounts.lastToken(id))?.reveal()).toBe('my-token')
  })

  test('twice is signing out once', async () => {
    const { accounts, add, changes } = accountsWorld()
    const id = await add()
    await accounts.signOut(id)
    await accounts.signOut(id)
    await accounts.signOut('unknown')
    expect([changes(), (await accounts.list()).length]).toEqual([1, 1])
  })

  test('of a token that is dead forgets it at once: nobody is to be told', async () => {
    const { accounts, add, plex, area } = accountsWorld()
    const id = await add()
    plex.user = DEAD
    await accounts.check(id)
    await accounts.signOut(id)
    expect(area.text()).not.toContain(id)
    expect(plex.ended).toEqual([])
  })

  test('of an account whose key is lost forgets it at once', async () => {
    const { area, add } = accountsWorld()
    const id = await add()
    const { accounts } = accountsWorld({ area, vault: testVault() })
    await accounts.token(id)
    await accounts.signOut(id)
    expect(await accounts.list()).toEqual([])
  })

  test('needs neither a key nor Plex', async () => {
    const { area, add } = accountsWorld()
    const id = await add()
    const { accounts, plex } = accountsWorld({ area, vault: testVault(new Promise(() => {})) })
    plex.end = new NoNetwork('x')
    await accounts.signOut(id)
    expect(await accounts.get(id)).toMatchObject({ health: 'signing_out' })
  })
})

describe('leaving', () => {
  async function leaving(...secrets: string[]) {
    const world = accountsWorld()
    const ids = []
    for (const secret of secrets) ids.push(await world.add(secret))
    const [id = ''] = ids
    await world.accounts.signOut(id)
    return { ...world, id }
  }

  test('ends the token at Plex, then forgets the account', async () => {
    const { accounts, plex, area, id, changes } = await leaving('my-token')
    expect(await accounts.leave(free)).toBe(0)
    expect([plex.ended, changes()]).toEqual([['my-token'], 2])
    expect(area.text()).not.toContain(id)
  })

  test('leaves those alone who are signed in', async () => {
    const { accounts, plex } = await leaving('one', 'two')
    await accounts.leave(free)
    expect(plex.ended).toEqual(['one'])
    expect(await accounts.list()).toMatchObject([{ health: 'ok' }])
  })

  test('is done where the token was dead already', async () => {
    const { accounts, plex } = await leaving('my-token')
    plex.end = DEAD
    expect(await accounts.leave(free)).toBe(0)
    expect(await accounts.list()).toEqual([])
  })

  test.each([new NoNetwork('x'), new ServerTrouble('x', { status: 500 })])(
    'waits where Plex could not be told, and is done the next time: %s',
    async (failure) => {
      const { accounts, plex, id } = await leaving('my-token')
      plex.end = failure
      expect(await accounts.leave(free)).toBe(1)
      expect((await accounts.lastToken(id))?.reveal()).toBe('my-token')
      plex.end = null
      expect(await accounts.leave(free)).toBe(0)
      expect(plex.ended).toEqual(['my-token'])
    },
  )

  test('waits for what is to be ended with its token', async () => {
    const { accounts, plex, id } = await leaving('my-token')
    expect(await accounts.leave(busy)).toBe(1)
    expect([plex.ended, (await accounts.get(id))?.health]).toEqual([[], 'signing_out'])
  })

  test('forgets a token whose key is lost: nobody can tell Plex of it', async () => {
    const { area } = await leaving('my-token')
    const { accounts, plex } = accountsWorld({ area, vault: testVault() })
    expect(await accounts.leave(free)).toBe(0)
    expect([await accounts.list(), plex.ended]).toEqual([[], []])
  })

  test('is not undone by a 401 that comes late', async () => {
    const { accounts, add, signOutDuringCheck } = accountsWorld()
    const id = await add()
    await signOutDuringCheck(id, DEAD)
    expect(await accounts.get(id)).toMatchObject({ health: 'signing_out' })
  })

  test('is called off by signing in again, even while Plex is told', async () => {
    const { accounts, add, plex } = accountsWorld()
    const old = await add('old-token')
    await accounts.check(old)
    await accounts.signOut(old)
    const telling = plex.holdEnd()
    const left = accounts.leave(free)
    await telling.asked
    await accounts.check(await add('new-token'))
    telling.answer()
    await left
    expect(await accounts.list()).toMatchObject([{ id: old, health: 'ok', user: ANN }])
    expect((await accounts.token(old))?.reveal()).toBe('new-token')
  })

  test('ends no token that somebody who signed in again was given anew', async () => {
    const { accounts, plex, add } = await leaving('same-token')
    await add('same-token')
    expect(await accounts.leave(free)).toBe(0)
    expect(plex.ended).toEqual([])
    expect(await accounts.list()).toMatchObject([{ health: 'ok' }])
  })
})
