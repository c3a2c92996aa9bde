import { describe, expect, test } from 'vitest'
import {
  Forbidden,
  NoNetwork,
  NotFound,
  RateLimited,
  ServerTrouble,
  Unauthorized,
} from '../plex/errors.ts'
import { ANN, BOB } from '../test-support/accounts-world.ts'
import { IDENTITY } from '../test-support/plex-server.ts'
import { KID, TEEN, TEEN_PIN } from '../test-support/token-home.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'
import { isPinRefused } from './home-pin.ts'

const SITE = { clientIdentifier: 'site-1', product: 'app.example via Foyer' }

async function homeWorld() {
  const world = tokensWorld({ isPatient: false })
  const app = world.boot()
  const ann = await app.signIn()
  const { accounts } = app
  const kid = async () => (await accounts.list()).find(({ user }) => user?.id === KID.id)
  const teen = async () => (await accounts.list()).find(({ user }) => user?.id === TEEN.id)
  const textOf = async (id = '') => (await accounts.token(id))?.reveal()
  const add = (user = KID, pin = '') => accounts.home.add(ann, user.id, pin)
  return {
    world,
    plex: world.plex,
    app,
    accounts,
    home: accounts.home,
    ann,
    kid,
    teen,
    textOf,
    add,
  }
}

const refused = (work: Promise<unknown>) => work.then(() => false, isPinRefused)

describe('adding a Home user', () => {
  test('makes an account of theirs, with a token of its own', async () => {
    const { plex, add, kid, textOf, ann } = await homeWorld()
    await add()
    const account = await kid()
    expect(account).toMatchObject({
      user: KID,
      home: { adminId: ann, userId: KID.id, hasPin: false },
      health: 'ok',
    })
    const owner = plex.living.get((await textOf(account?.id)) ?? '')
    expect(owner).toEqual({ userId: KID.id, identifier: IDENTITY.clientIdentifier })
  })

  test('with a PIN takes the right one alone, and stores none', async () => {
    const { world, plex, add, teen } = await homeWorld()
    expect(await refused(add(TEEN))).toBe(true)
    expect(plex.count('switchHomeUser')).toBe(0)
    expect(await refused(add(TEEN, '1111'))).toBe(true)
    expect(await teen()).toBeUndefined()
    await add(TEEN, TEEN_PIN)
    expect(await teen()).toMatchObject({ health: 'ok', home: { hasPin: true } })
    expect(world.local.text() + world.session.text()).not.toContain(TEEN_PIN)
  })

  test('who is there already signs them in again, under the same account', async () => {
    const { add, kid, textOf } = await homeWorld()
    await add()
    const before = await kid()
    const old = await textOf(before?.id)
    await add()
    expect((await kid())?.id).toBe(before?.id)
    expect(await textOf(before?.id)).not.toBe(old)
  })

  test('who has a sign-in of their own leaves it to them', async () => {
    const { app, plex, accounts, add } = await homeWorld()
    await app.signIn(KID)
    await add()
    expect(plex.count('switchHomeUser')).toBe(0)
    expect(await accounts.list()).toMatchObject([{ user: ANN }, { user: KID, home: null }])
  })

  test.each([
    ['a user whom the Home has no longer', NotFound],
    ['an account that is signed out', Unauthorized],
  ] as const)('fails for %s, and leaves nothing', async (what, kind) => {
    const { plex, accounts, add, ann } = await homeWorld()
    if (kind === NotFound) plex.home.members.delete(KID.id)
    else plex.killAllOf(ANN)
    await expect(add()).rejects.toBeInstanceOf(kind)
    expect((await accounts.list()).map(({ id }) => id)).toEqual([ann])
    expect(what).toBeTruthy()
  })

  test('while the account that reaches them signs out adds nobody, and ends the token', async () => {
    const { plex, accounts, app, add, ann } = await homeWorld()
    plex.meanwhile('switchHomeUser', () => accounts.signOut(ann))
    await add()
    await app.endAtPlex(true)
    expect([await accounts.list(), plex.living.size]).toEqual([[], 0])
  })
})

describe('after a 429', () => {
  test('Plex is left alone for as long as it asks, and a person can see that', async () => {
    const { world, plex, add, home } = await homeWorld()
    plex.fail('switchHomeUser', { error: new RateLimited('no', { status: 429 }, 40_000) })
    await expect(add()).rejects.toMatchObject({ kind: 'rate_limited', retryAfter: 40_000 })
    expect(home.retryAt()).toBe(world.clock.now() + 40_000)
    await world.clock.advance(30_000)
    await expect(add()).rejects.toMatchObject({ kind: 'rate_limited', retryAfter: 10_000 })
    expect(plex.count('switchHomeUser')).toBe(1)
    await world.clock.advance(10_000)
    expect(home.retryAt()).toBeNull()
    await add()
  })
})

describe('a Home user who is signed out', () => {
  test('without a PIN has another token before anybody hears of it', async () => {
    const { plex, accounts, add, kid } = await homeWorld()
    await add()
    const { id = '' } = (await kid()) ?? {}
    plex.killAllOf(KID)
    expect(await accounts.check(id)).toBeNull()
    expect(await kid()).toMatchObject({ id, health: 'ok' })
  })

  test('with a PIN waits for it', async () => {
    const { plex, accounts, home, add, teen } = await homeWorld()
    await add(TEEN, TEEN_PIN)
    const { id = '' } = (await teen()) ?? {}
    plex.killAllOf(TEEN)
    expect(await accounts.check(id)).toBeInstanceOf(Unauthorized)
    expect(await teen()).toMatchObject({ health: 'signed_out' })
    expect(await refused(home.renew(id))).toBe(true)
    await home.withPin(id, TEEN_PIN, () => home.renew(id))
    expect(await teen()).toMatchObject({ id, health: 'ok' })
    expect(await refused(home.renew(id))).toBe(true)
  })

  test('is gone where the Home has them no longer, and comes back with them', async () => {
    const { plex, accounts, home, add, kid } = await homeWorld()
    await add()
    const { id = '' } = (await kid()) ?? {}
    const member = plex.home.members.get(KID.id)
    plex.home.members.delete(KID.id)
    plex.killAllOf(KID)
    await accounts.check(id)
    expect(await kid()).toMatchObject({ health: 'gone' })
    if (member) plex.home.members.set(KID.id, member)
    await home.renew(id)
    expect(await kid()).toMatchObject({ health: 'ok' })
  })

  test('learns of a PIN that was set since', async () => {
    const { plex, accounts, add, kid } = await homeWorld()
    await add()
    const { id = '' } = (await kid()) ?? {}
    plex.home.members.set(KID.id, { user: KID, pin: '1357' })
    plex.killAllOf(KID)
    await accounts.check(id)
    expect(await kid()).toMatchObject({ health: 'signed_out', home: { hasPin: true } })
  })

  test.each([new NoNetwork('no'), new ServerTrouble('no', { status: 500 })])(
    'stays so where Plex has trouble (%s)',
    async (error) => {
      const { plex, accounts, add, kid } = await homeWorld()
      await add()
      const { id = '' } = (await kid()) ?? {}
      plex.killAllOf(KID)
      plex.fail('switchHomeUser', { error })
      await accounts.check(id)
      expect(await kid()).toMatchObject({ health: 'signed_out' })
    },
  )

  test('shows that the account which reaches them is signed out as well', async () => {
    const { plex, accounts, ann, add, kid } = await homeWorld()
    await add()
    plex.killAllOf(ANN, KID)
    await accounts.check((await kid())?.id ?? '')
    expect([(await accounts.get(ann))?.health, (await kid())?.health]).toEqual([
      'signed_out',
      'signed_out',
    ])
  })

  test('signs in at Plex alone, and stands on their own from then on', async () => {
    const { app, add, kid } = await homeWorld()
    await add()
    const { id } = (await kid()) ?? {}
    await app.signIn(KID)
    expect(await kid()).toMatchObject({ id, home: null, health: 'ok' })
  })
})

describe('a token for somebody’s own identifier', () => {
  test('is the Home user’s, and asks for the PIN each time', async () => {
    const { plex, home, add, teen } = await homeWorld()
    await add(TEEN, TEEN_PIN)
    const { id = '' } = (await teen()) ?? {}
    expect(await refused(home.switchTo(id, SITE))).toBe(true)
    const token = await home.withPin(id, TEEN_PIN, () => home.switchTo(id, SITE))
    expect(plex.living.get(token?.reveal() ?? '')).toEqual({
      userId: TEEN.id,
      identifier: SITE.clientIdentifier,
    })
  })

  test('is none for who is no Home user', async () => {
    const { home, ann } = await homeWorld()
    expect(await home.switchTo(ann, SITE)).toBeNull()
  })
})

describe('signing out', () => {
  test('takes the Home users along, and nobody else', async () => {
    const { app, accounts, plex, ann, add, kid } = await homeWorld()
    await add()
    const bob = await app.signIn(BOB)
    const { id } = (await kid()) ?? {}
    expect(await accounts.signOut(ann)).toEqual([ann, id])
    await app.endAtPlex(true)
    expect(await accounts.list()).toMatchObject([{ id: bob }])
    expect([...plex.living.values()].map(({ userId }) => userId)).toEqual([BOB.id])
  })

  test('of a Home user leaves the account that reaches them', async () => {
    const { app, accounts, plex, ann, add, kid } = await homeWorld()
    await add()
    await accounts.signOut((await kid())?.id ?? '')
    await app.endAtPlex(true)
    expect(await accounts.list()).toMatchObject([{ id: ann, health: 'ok' }])
    expect(plex.living.size).toBe(1)
  })

  test('while they are signed in again leaves no token behind', async () => {
    const { app, accounts, home, plex, add, kid } = await homeWorld()
    await add()
    const { id = '' } = (await kid()) ?? {}
    plex.killAllOf(KID)
    plex.meanwhile('switchHomeUser', () => accounts.signOut(id))
    await home.renew(id)
    await app.endAtPlex(true)
    expect([(await accounts.list()).length, plex.living.size]).toEqual([1, 1])
  })
})

test('only the code of a missing PIN is one', () => {
  expect(isPinRefused(new Forbidden('no', { status: 403, code: 1041 }))).toBe(true)
  expect(isPinRefused(new Forbidden('no', { status: 403, code: 1009 }))).toBe(false)
})
