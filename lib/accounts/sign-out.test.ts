import { describe, expect, test } from 'vitest'
import { NoNetwork, ServerTrouble, Unauthorized } from '../plex/errors.ts'
import { accountsWorld } from '../test-support/accounts-world.ts'

describe('signing out', () => {
  test('ends the token at Plex, then forgets the account', async () => {
    const { accounts, add, plex, area } = accountsWorld()
    const id = await add('my-token')
    await accounts.signOut(id)
    expect(plex.ended).toEqual(['my-token'])
    expect(area.text()).not.toContain(id)
    expect(await accounts.token(id)).toBeNull()
  })

  test('is done where the token was dead already', async () => {
    const { accounts, add, plex } = accountsWorld()
    const id = await add()
    plex.end = new Unauthorized('no', { status: 401 })
    await accounts.signOut(id)
    expect(await accounts.list()).toEqual([])
  })

  test.each([new NoNetwork('x'), new ServerTrouble('x', { status: 500 })])(
    'forgets nothing where Plex could not be told: %s',
    async (failure) => {
      const { accounts, add, plex } = accountsWorld()
      const id = await add('my-token')
      plex.end = failure
      await expect(accounts.signOut(id)).rejects.toBe(failure)
      expect((await accounts.token(id))?.reveal()).toBe('my-token')
    },
  )

  test('of one account leaves the others', async () => {
    const { accounts, add } = accountsWorld()
    const [one, two] = [await add('one'), await add('two')]
    await accounts.signOut(one)
    expect((await accounts.list()).map(({ id }) => id)).toEqual([two])
  })
})
