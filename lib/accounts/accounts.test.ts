import { describe, expect, test } from 'vitest'
import { Forbidden, NoNetwork, ServerTrouble, Unauthorized } from '../plex/errors.ts'
import { ANN, accountsWorld } from '../test-support/accounts-world.ts'
import { SECRET } from '../test-support/plex-server.ts'
import { newKey, testVault } from '../test-support/vault.ts'

describe('a new account', () => {
  test('has its token sealed: nothing on the disk shows it', async () => {
    const { accounts, area, add } = accountsWorld()
    const id = await add()
    expect(area.text()).not.toContain(SECRET)
    expect(area.text()).not.toContain(btoa(SECRET).slice(0, 12))
    expect((await accounts.token(id))?.reveal()).toBe(SECRET)
  })

  test('is there, signed in, before Plex has told whose it is', async () => {
    const { accounts, add, clock } = accountsWorld()
    const id = await add()
    expect(await accounts.list()).toEqual([
      expect.objectContaining({ id, user: null, health: 'ok', since: clock.now() }),
    ])
  })

  test('opens only as itself: its sealed token is of no use in another record', async () => {
    const { accounts, area, add, forgetCache } = accountsWorld()
    const [one, two] = [await add('first'), await add('second')]
    const stored = JSON.parse(area.text())
    stored[`account:${one}`].data.token = stored[`account:${two}`].data.token
    await area.set(stored)
    forgetCache(one)
    expect(await accounts.token(one)).toBeNull()
  })
})

test('accounts are listed oldest first', async () => {
  const { accounts, add, clock } = accountsWorld()
  const ids = []
  for (let n = 0; n < 3; n++) {
    ids.push(await add(`token-${n}`))
    await clock.advance(-10)
  }
  expect((await accounts.list()).map(({ id }) => id)).toEqual(ids.reverse())
})

describe('asking Plex whose token it is', () => {
  test('notes the person, which changes nothing for anybody else', async () => {
    const { accounts, add, changes } = accountsWorld()
    const id = await add()
    expect(await accounts.check(id)).toBeNull()
    expect((await accounts.get(id))?.user).toEqual(ANN)
    expect(changes()).toBe(0)
  })

  test('writes nothing where it hears nothing new', async () => {
    const { accounts, add, area, plex } = accountsWorld()
    const id = await add()
    await accounts.check(id)
    const before = area.writes.length
    await accounts.check(id)
    expect(area.writes).toHaveLength(before)
    plex.user = { ...ANN, thumb: 'https://plex.tv/new' }
    await accounts.check(id)
    expect((await accounts.get(id))?.user?.thumb).toBe('https://plex.tv/new')
  })

  test('ends in "signed out" after a 401, and then gives no token', async () => {
    const { accounts, add, plex, changes } = accountsWorld()
    const id = await add()
    plex.user = new Unauthorized('no', { status: 401 })
    expect(await accounts.check(id)).toBe(plex.user)
    expect((await accounts.get(id))?.health).toBe('signed_out')
    expect([await accounts.token(id), await accounts.lastToken(id)]).toEqual([null, null])
    expect(changes()).toBe(1)
  })

  test.each([
    new ServerTrouble('x', { status: 503 }),
    new NoNetwork('x'),
    new Forbidden('x', { status: 403 }),
  ])('changes nothing after any other failure: %s', async (failure) => {
    const { accounts, add, plex, area, changes } = accountsWorld()
    const id = await add()
    const before = area.text()
    plex.user = failure
    expect(await accounts.check(id)).toBe(failure)
    expect(area.text()).toBe(before)
    expect(changes()).toBe(0)
    expect(await accounts.token(id)).not.toBeNull()
  })

  test('asks nothing for an account that is unknown or signed out', async () => {
    const { accounts, add, plex } = accountsWorld()
    const id = await add()
    plex.user = new Unauthorized('no', { status: 401 })
    await accounts.check(id)
    await accounts.check(id)
    await accounts.check('unknown')
    expect(plex.asked).toHaveLength(1)
  })
})

test('a token whose key is lost is no token, and the account says why', async () => {
  const { area, add } = accountsWorld()
  const id = await add()
  const { accounts } = accountsWorld({ area })
  expect(await accounts.token(id)).toBeNull()
  expect((await accounts.get(id))?.health).toBe('key_lost')
})

test('a key that cannot be had for a moment costs nothing, whatever is asked meanwhile', async () => {
  const key = newKey()
  const { area, add } = accountsWorld({ vault: testVault(key) })
  const id = await add()
  const before = area.text()
  let isRefused = true
  const vault = testVault(async () => {
    if (isRefused) throw new Error('no key')
    return key
  })
  const { accounts, plex, changes } = accountsWorld({ area, vault })
  for (const ask of [accounts.token, accounts.lastToken, accounts.check]) {
    await expect(ask(id)).rejects.toThrow('no key')
  }
  expect([area.text(), changes(), plex.ended]).toEqual([before, 0, []])
  isRefused = false
  expect((await accounts.token(id))?.reveal()).toBe(SECRET)
  expect((await accounts.get(id))?.health).toBe('ok')
})
