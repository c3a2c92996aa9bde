import { describe, expect, test } from 'vitest'
import { Unauthorized } from '../plex/errors.ts'
import { ANN, accountsWorld, BOB } from '../test-support/accounts-world.ts'

describe('signing in again', () => {
  test('to a known account renews that one and leaves no second', async () => {
    const { accounts, add, plex } = accountsWorld()
    const old = await add('old-token')
    await accounts.check(old)
    plex.user = new Unauthorized('no', { status: 401 })
    await accounts.check(old)
    plex.user = { ...ANN, title: 'Ann B.' }
    await accounts.check(await add('new-token'))
    const list = await accounts.list()
    expect(list.map(({ id, health }) => [id, health])).toEqual([[old, 'ok']])
    expect(list[0]?.user?.title).toBe('Ann B.')
    expect((await accounts.token(old))?.reveal()).toBe('new-token')
  })

  test('while the old one is being signed out renews it as well', async () => {
    const { accounts, add, changes } = accountsWorld()
    const old = await add('old-token')
    await accounts.check(old)
    await accounts.signOut(old)
    const before = changes()
    await accounts.check(await add('new-token'))
    expect(await accounts.list()).toMatchObject([{ id: old, health: 'ok' }])
    expect((await accounts.token(old))?.reveal()).toBe('new-token')
    expect(changes()).toBe(before + 1)
  })

  test('and out at once gives its token to nobody', async () => {
    const { accounts, add, signOutDuringCheck } = accountsWorld()
    const old = await add('old-token')
    await accounts.check(old)
    const fresh = await add('new-token')
    await signOutDuringCheck(fresh, ANN)
    expect((await accounts.token(old))?.reveal()).toBe('old-token')
    expect(await accounts.get(fresh)).toMatchObject({ health: 'signing_out' })
  })

  test('as somebody else adds an account', async () => {
    const { accounts, add, plex } = accountsWorld()
    await accounts.check(await add('one'))
    plex.user = BOB
    await accounts.check(await add('two'))
    expect((await accounts.list()).map(({ user }) => user?.title)).toEqual(['Ann', 'Bob'])
  })

  test('is not undone by a 401 about the old token that comes late', async () => {
    const { accounts, add, plex } = accountsWorld()
    const old = await add('old-token')
    await accounts.check(old)
    const late = plex.hold()
    const check = accounts.check(old)
    await late.asked
    await accounts.check(await add('new-token'))
    late.answer(new Unauthorized('no', { status: 401 }))
    await check
    expect((await accounts.get(old))?.health).toBe('ok')
    expect((await accounts.token(old))?.reveal()).toBe('new-token')
  })

  test('that was cut short before the old one was renewed is made up for', async () => {
    const { accounts, add, area } = accountsWorld()
    const old = await add('old-token')
    await accounts.check(old)
    const fresh = await add('new-token')
    area.broken = 'remove'
    await accounts.check(fresh).catch(() => {})
    area.broken = null
    const unknown = (await accounts.list()).filter(({ user }) => user === null)
    for (const { id } of unknown) await accounts.check(id)
    expect((await accounts.list()).map(({ id }) => id)).toEqual([old])
  })
})
