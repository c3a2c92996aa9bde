import { describe, expect, test } from 'vitest'
import {
  BadRequest,
  Forbidden,
  NoNetwork,
  NotFound,
  type PlexError,
  RateLimited,
  ServerTrouble,
  Unauthorized,
  UnreadableAnswer,
} from '../plex/errors.ts'
import { ID, make, ordersWorld, recordOf, textOf } from '../test-support/orders.ts'
import { IDENTITY } from '../test-support/plex-server.ts'
import { realSealing } from '../test-support/vault.ts'

const REFUSALS: [string, PlexError][] = [
  ['a request that Plex does not understand', new BadRequest('no', { status: 400 })],
  ['what Plex can not process', new BadRequest('no', { status: 422 })],
  ['a managed user', new Forbidden('no', { status: 403, code: 1009 })],
  ['an unknown code', new NotFound('no', { status: 404, code: 1020 })],
  ['too many requests', new RateLimited('no', { status: 429 }, null)],
  ['too many requests, with a time to wait', new RateLimited('no', { status: 429 }, 90_000)],
  ['trouble at Plex', new ServerTrouble('no', { status: 503 })],
  ['no network', new NoNetwork('no')],
  ['a dead account', new Unauthorized('no', { status: 401 })],
]

describe('a token of a site’s own', () => {
  test('comes of a PIN of its identifier, linked under our own name', async () => {
    const { app, order, plex } = await ordersWorld()
    expect(await make(app, order)).toBe(true)
    expect(plex.calls).toEqual([
      `createPin ${ID}`,
      `linkPin ${IDENTITY.clientIdentifier} as ${IDENTITY.product}`,
      `getPin ${ID}`,
    ])
    expect(plex.pins[0]?.who).toMatchObject({ clientIdentifier: ID, product: order.product })
    expect(await app.tokens.held(ID)).toMatchObject({
      clientIdentifier: ID,
      product: order.product,
    })
    expect(await textOf(app)).toBe(plex.made()[0])
  })

  test('is nowhere on the disk in the clear, nor is its PIN', async () => {
    const { app, order, plex, world } = await ordersWorld(realSealing())
    const seen: string[] = []
    for (const method of ['linkPin', 'getPin'] as const) {
      plex.meanwhile(method, () => void seen.push(world.local.text()))
    }
    await make(app, order)
    seen.push(world.local.text())
    expect(seen).toHaveLength(3)
    const secrets = [plex.made()[0], plex.pins[0]?.id, plex.pins[0]?.code]
    for (const secret of secrets) expect(seen.join()).not.toContain(secret)
    expect(seen.at(-1)).toContain(ID)
  })

  test('is asked for again until Plex has it, a second apart', async () => {
    const { app, order, plex, clock } = await ordersWorld()
    const before = clock.now()
    plex.fail('getPin', { error: new ServerTrouble('no') }, { error: new NoNetwork('no') })
    expect(await make(app, order)).toBe(true)
    expect([plex.count('getPin'), clock.now() - before]).toEqual([3, 2000])
  })

  test('is not asked for before Plex allows it', async () => {
    const { app, order, plex, clock } = await ordersWorld()
    const before = clock.now()
    plex.fail('getPin', { error: new RateLimited('no', { status: 429 }, 7000) })
    await make(app, order)
    expect(clock.now() - before).toBe(7000)
  })

  test('is left for later where Plex wants more time than a linked PIN has', async () => {
    const { app, order, plex, clock } = await ordersWorld()
    const before = clock.now()
    plex.fail('getPin', { error: new RateLimited('no', { status: 429 }, 60_000) })
    await expect(make(app, order)).rejects.toBeInstanceOf(RateLimited)
    expect([plex.count('getPin'), clock.now() - before]).toEqual([1, 0])
  })

  test('is given up for now where it does not come; the last failure says why', async () => {
    const { app, order, plex } = await ordersWorld()
    const error = new UnreadableAnswer('no')
    plex.fail('getPin', ...Array.from({ length: 5 }, () => ({ error })))
    await expect(make(app, order)).rejects.toBe(error)
    expect(plex.count('getPin')).toBe(5)
    expect(await make(app, order)).toBe(true)
    expect([plex.count('createPin'), plex.count('linkPin')]).toEqual([1, 1])
  })

  test('is never made with the token of an account that is signed out, or being so', async () => {
    const { app, order, plex, accountId } = await ordersWorld()
    await app.accounts.signOut(accountId)
    await expect(make(app, order)).rejects.toBeInstanceOf(Unauthorized)
    expect(plex.count('linkPin')).toBe(0)
  })
})

describe.each(REFUSALS)('a link that meets %s', (_, error) => {
  test('is told as it is, and gone on with: the same PIN, and one token', async () => {
    const { app, order, plex } = await ordersWorld()
    plex.fail('linkPin', { error })
    await expect(make(app, order)).rejects.toBe(error)
    expect(await recordOf(app)).toMatchObject({ state: 'begun', token: null })
    expect(await make(app, order)).toBe(true)
    expect([plex.pins.length, plex.made().length]).toEqual([1, 1])
  })

  test('and whose answer alone was lost is not done twice', async () => {
    const { app, order, plex } = await ordersWorld()
    plex.fail('linkPin', { error, when: 'after' })
    await expect(make(app, order)).rejects.toBe(error)
    expect(await make(app, order)).toBe(true)
    expect([plex.pins.length, plex.count('linkPin'), plex.made().length]).toEqual([1, 1, 1])
  })
})

describe('an earlier try', () => {
  test('that Plex no longer knows gives way to a new PIN, which rotates its token out', async () => {
    const { app, order, plex, clock } = await ordersWorld()
    plex.fail('linkPin', { error: new NoNetwork('no'), when: 'after' })
    await expect(make(app, order)).rejects.toBeInstanceOf(NoNetwork)
    const [lost] = plex.made()
    await clock.advance(31_000)
    expect(await make(app, order)).toBe(true)
    expect(plex.pins.map(({ who }) => who.clientIdentifier)).toEqual([ID, ID])
    expect(plex.made()).toHaveLength(1)
    expect(plex.made()).not.toContain(lost)
  })

  test('whose PIN has run out by our clock is not asked for', async () => {
    const { app, order, plex, clock } = await ordersWorld()
    plex.fail('linkPin', { error: new NoNetwork('no') })
    await expect(make(app, order)).rejects.toThrow()
    await clock.advance(1_800_000)
    await make(app, order)
    expect([plex.pins.length, plex.count('getPin')]).toEqual([2, 1])
  })

  test('is asked for at most once a second', async () => {
    const { app, order, plex, clock } = await ordersWorld()
    plex.fail('linkPin', { error: new NoNetwork('no') })
    await expect(make(app, order)).rejects.toThrow()
    const polls: number[] = []
    const note = () => {
      polls.push(clock.now())
      plex.meanwhile('getPin', note)
    }
    note()
    polls.length = 0
    await make(app, order)
    expect(polls).toHaveLength(2)
    expect((polls[1] ?? 0) - (polls[0] ?? 0)).toBeGreaterThanOrEqual(1000)
  })

  test('that could not even make a PIN leaves nothing at Plex to be ended', async () => {
    const { app, order, plex } = await ordersWorld()
    plex.fail('createPin', { error: new NoNetwork('no') })
    await expect(make(app, order)).rejects.toThrow()
    await app.tokens.abandon(ID)
    plex.failAll(new NoNetwork('no'))
    await app.tokens.endAtPlex()
    expect(await app.tokens.pending()).toEqual([])
  })
})

test('two who want the same token at once get one', async () => {
  const { app, order, plex } = await ordersWorld()
  expect(await Promise.all([make(app, order), make(app, order)])).toEqual([true, true])
  expect([plex.pins.length, plex.made().length]).toEqual([1, 1])
})

test('a token whose key is lost is made anew under its identifier', async () => {
  const { world, app, order, plex } = await ordersWorld()
  await make(app, order)
  const [lost] = plex.made()
  world.place.key = null
  const next = world.boot()
  const accountId = await next.signIn()
  expect(await next.tokens.held(ID)).toBeNull()
  expect(await make(next, { ...order, accountId })).toBe(true)
  expect(plex.made()).toHaveLength(1)
  expect(plex.made()).not.toContain(lost)
})
