import { describe, expect, test } from 'vitest'
import {
  BadRequest,
  Forbidden,
  NoNetwork,
  NotFound,
  type PlexError,
  RateLimited,
} from '../plex/errors.ts'
import { NotStored } from '../storage/store.ts'
import { ANN } from '../test-support/accounts-world.ts'
import { hold, ID, make, ordersWorld, recordOf } from '../test-support/orders.ts'
import { IDENTITY } from '../test-support/plex-server.ts'

const offline = new NoNetwork('no')

/** A token that somebody held; `revoke` ends it here. */
async function heldWorld() {
  const all = await ordersWorld()
  await make(all.app, all.order)
  await all.clock.advance(60_000)
  all.plex.calls.length = 0
  return { ...all, revoke: () => hold(all.app, null, ID) }
}

const devicesOf = ({ devices }: { devices: { clientIdentifier: string }[] }) =>
  devices.filter(({ clientIdentifier }) => clientIdentifier !== IDENTITY.clientIdentifier)

describe('ending a token', () => {
  test('signs it out in its own name, then removes its entry in the list of devices', async () => {
    const { app, plex, revoke } = await heldWorld()
    await revoke()
    expect(await app.tokens.held(ID)).toBeNull()
    await app.tokens.endAtPlex()
    expect(plex.calls).toEqual([
      `signOut ${ID}`,
      `listDevices ${IDENTITY.clientIdentifier}`,
      `removeDevice ${IDENTITY.clientIdentifier}`,
    ])
    expect([plex.made(), devicesOf(plex), await recordOf(app)]).toEqual([[], [], null])
  })

  test('leaves the account and all its other devices alone', async () => {
    const { app, plex, order, revoke } = await heldWorld()
    await make(app, { ...order, clientIdentifier: 'site-2' })
    await revoke()
    await app.tokens.endAtPlex()
    expect(devicesOf(plex).map(({ clientIdentifier }) => clientIdentifier)).toEqual(['site-2'])
    expect(plex.living.size).toBe(2)
  })

  test('waits where Plex can not be reached, to be seen, and is tried until done', async () => {
    const { app, plex, clock, accountId, order, revoke } = await heldWorld()
    plex.failAll(offline)
    const since = clock.now()
    await revoke()
    await app.tokens.endAtPlex()
    expect(await app.tokens.pending()).toEqual([
      {
        clientIdentifier: ID,
        accountId,
        holder: order.holder,
        name: order.name,
        since,
        trouble: 'network',
      },
    ])
    plex.mend()
    await app.tokens.endAtPlex()
    expect(plex.made()).toHaveLength(1)
    await clock.advance(15_000)
    await app.tokens.endAtPlex()
    expect([plex.made(), await app.tokens.pending()]).toEqual([[], []])
  })

  test('goes on where it was: what is signed out is not signed out again', async () => {
    const { app, plex, revoke } = await heldWorld()
    plex.fail('listDevices', { error: offline })
    await revoke()
    await app.tokens.endAtPlex()
    await app.tokens.endAtPlex(true)
    expect([plex.count('signOut'), plex.count('removeDevice')]).toEqual([1, 1])
  })

  test('is tried less and less often, but at least each half hour', async () => {
    const { app, plex, clock, world, revoke } = await heldWorld()
    plex.failAll(offline)
    await revoke()
    const waits: number[] = []
    for (let n = 0; n < 10; n++) {
      await app.tokens.endAtPlex()
      const wait = (world.alarms.ending ?? 0) - clock.now()
      waits.push(wait / 1000)
      await clock.advance(wait)
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 960, 1800, 1800, 1800])
  })

  test.each([
    ['as long as Plex asks', 600_000, 600],
    ['a little, whatever Plex says', 0, 15],
    ['a day at most', 9_999_999_999, 86_400],
  ])('waits %s', async (_, retryAfter, seconds) => {
    const { app, plex, clock, world, revoke } = await heldWorld()
    plex.fail('signOut', { error: new RateLimited('no', { status: 429 }, retryAfter) })
    await revoke()
    await app.tokens.endAtPlex()
    expect((world.alarms.ending ?? 0) - clock.now()).toBe(seconds * 1000)
  })

  test('is done where the token or its entry is gone already', async () => {
    const { app, plex, revoke } = await heldWorld()
    for (const text of plex.made()) plex.kill(text)
    plex.fail('removeDevice', { error: new NotFound('no', { status: 404 }), when: 'after' })
    await revoke()
    await app.tokens.endAtPlex()
    expect(await recordOf(app)).toBeNull()
  })

  test.each<[string, PlexError]>([
    ['forbids', new Forbidden('no', { status: 403 })],
    ['does not understand', new BadRequest('no', { status: 400 })],
  ])('comes to the same by its device where Plex %s the sign-out', async (_, error) => {
    const { app, plex, revoke } = await heldWorld()
    plex.fail('signOut', { error })
    await revoke()
    await app.tokens.endAtPlex()
    expect([plex.made(), devicesOf(plex), await recordOf(app)]).toEqual([[], [], null])
  })

  test('does not hang for ever on the entry of a token that is dead', async () => {
    const { app, plex, clock, revoke } = await heldWorld()
    const error = new Forbidden('no', { status: 403 })
    plex.fail('listDevices', { error }, { error }, { error })
    await revoke()
    for (let n = 0; n < 3; n++) {
      expect(await app.tokens.pending()).toHaveLength(1)
      await app.tokens.endAtPlex()
      await clock.advance(60_000)
    }
    expect([plex.made(), await recordOf(app)]).toEqual([[], null])
  })
})

describe('a token that can not be read any more', () => {
  async function lostWorld() {
    const all = await heldWorld()
    all.world.place.key = null
    return { ...all, app: all.world.boot() }
  }

  test('is ended by its device, once the person has signed in again', async () => {
    const { app, plex } = await lostWorld()
    await hold(app, null, ID)
    await app.tokens.endAtPlex()
    expect(plex.made()).toHaveLength(1)
    expect(await app.tokens.pending()).toMatchObject([{ trouble: 'unauthorized' }])
    await app.signIn()
    await app.tokens.endAtPlex(true)
    expect([plex.made(), devicesOf(plex), await app.tokens.pending()]).toEqual([[], [], []])
  })

  test('waits as long as Plex refuses: it may live', async () => {
    const { app, accountId, plex, clock } = await lostWorld()
    const token = plex.signIn(ANN, IDENTITY)
    await app.store.write(await app.accounts.adding(token))
    for (const { id } of await app.accounts.list())
      if (id !== accountId) await app.accounts.check(id)
    const error = new Forbidden('no', { status: 403 })
    plex.fail('listDevices', { error })
    await hold(app, null, ID)
    for (let n = 0; n < 5; n++) {
      await clock.advance(1_800_000)
      plex.fail('listDevices', { error })
      await app.tokens.endAtPlex()
      expect(await app.tokens.pending()).toMatchObject([{ trouble: 'forbidden' }])
    }
    await app.tokens.endAtPlex(true)
    expect([plex.made(), await app.tokens.pending()]).toEqual([[], []])
  })

  test('is given up with its account: nobody can end it now', async () => {
    const { app, accountId } = await lostWorld()
    await hold(app, null, ID)
    await app.tokens.endAtPlex()
    await app.accounts.signOut(accountId)
    await app.tokens.endAtPlex(true)
    expect(await app.tokens.pending()).toEqual([])
  })
})

test('a token is ended though Plex no longer takes that of its account', async () => {
  const { app, plex, accountId, revoke } = await heldWorld()
  plex.kill((await app.accounts.token(accountId))?.reveal() ?? '')
  await app.accounts.check(accountId)
  await revoke()
  await app.tokens.endAtPlex()
  expect([plex.made(), await app.tokens.pending()]).toEqual([[], []])
})

test('a token is ended though its account is gone', async () => {
  const { app, plex, accountId, revoke } = await heldWorld()
  await app.accounts.signOut(accountId)
  await app.accounts.leave(async () => true)
  await revoke()
  await app.tokens.endAtPlex()
  expect([plex.made(), await app.tokens.pending()]).toEqual([[], []])
})

describe('what was not finished', () => {
  test('is fetched to be signed out, where Plex linked it and we never saw it', async () => {
    const { app, plex, order, clock } = await ordersWorld()
    plex.fail('linkPin', { error: offline, when: 'after' })
    await expect(make(app, order)).rejects.toBe(offline)
    plex.fail('listDevices', { error: new Forbidden('no', { status: 403 }) })
    await app.tokens.abandon(ID)
    await app.tokens.endAtPlex()
    expect(plex.made()).toEqual([])
    await clock.advance(60_000)
    await app.tokens.endAtPlex()
    expect(await recordOf(app)).toBeNull()
  })

  test('is looked at once more where Plex may have linked it late', async () => {
    const { app, plex, order, clock } = await ordersWorld()
    plex.fail('linkPin', { error: offline })
    await expect(make(app, order)).rejects.toBe(offline)
    await app.tokens.abandon(ID)
    await app.tokens.endAtPlex()
    plex.approve(ANN, plex.pins[0]?.code ?? '')
    expect(await app.tokens.pending()).toMatchObject([{ trouble: null }])
    await clock.advance(30_000)
    await app.tokens.endAtPlex()
    expect([plex.made(), await app.tokens.pending()]).toEqual([[], []])
  })

  test('and was approved at Plex’s own page is ended at once: its PIN is used up', async () => {
    const { app, plex, order } = await ordersWorld()
    plex.approve(ANN, await app.tokens.openPin(order))
    await app.tokens.abandon(ID)
    await app.tokens.endAtPlex()
    expect([plex.made(), await recordOf(app)]).toEqual([[], null])
  })

  test('at Plex’s own page waits until nobody can approve it any more', async () => {
    const { app, plex, order, clock, world } = await ordersWorld()
    await app.tokens.openPin(order)
    await app.tokens.abandon(ID)
    await app.tokens.endAtPlex()
    const until = plex.pins[0]?.expiresAt ?? 0
    expect(world.alarms.ending).toBe(until)
    plex.approve(ANN, plex.pins[0]?.code ?? '')
    await clock.advance(until - clock.now())
    await app.tokens.endAtPlex()
    expect([plex.made(), devicesOf(plex), world.alarms.ending]).toEqual([[], [], null])
  })
})

test('a disk that fails puts the ending off, and hides nothing', async () => {
  const { app, plex, world, clock, revoke } = await heldWorld()
  await revoke()
  plex.meanwhile('signOut', () => {
    world.local.broken = 'set'
  })
  await expect(app.tokens.endAtPlex()).rejects.toThrow(NotStored)
  expect(world.alarms.ending).toBeGreaterThan(clock.now())
  world.local.broken = null
  await app.tokens.endAtPlex()
  expect([plex.made(), await app.tokens.pending()]).toEqual([[], []])
})
