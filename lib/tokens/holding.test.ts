import { describe, expect, test } from 'vitest'
import { NoNetwork } from '../plex/errors.ts'
import { settle } from '../test-support/clock.ts'
import { createLife } from '../test-support/life.ts'
import { hold, ID, make, ordersWorld, recordOf, textOf } from '../test-support/orders.ts'

const offline = new NoNetwork('no')

describe('an identifier', () => {
  test('is one for each site and account, and stays, also for who asks at once', async () => {
    const { app, world } = await ordersWorld()
    const [one, two] = await Promise.all([
      app.tokens.identifierOf('https://a.example', 'ann'),
      app.tokens.identifierOf('https://a.example', 'ann'),
    ])
    expect(two).toBe(one)
    expect(await world.boot().tokens.identifierOf('https://a.example', 'ann')).toBe(one)
  })

  test('is shared with no other site, port or account', async () => {
    const { app } = await ordersWorld()
    const all = await Promise.all([
      app.tokens.identifierOf('https://a.example', 'ann'),
      app.tokens.identifierOf('https://a.example', 'bob'),
      app.tokens.identifierOf('https://a.example:8443', 'ann'),
      app.tokens.identifierOf('http://a.example', 'ann'),
    ])
    expect(new Set(all).size).toBe(4)
  })
})

describe('a token that was made', () => {
  test('is held with the reason for it, in one write', async () => {
    const { app, order, world } = await ordersWorld()
    const reason = { key: 'grant:x', raw: { v: 1, data: {} } }
    await app.tokens.make(order, () =>
      app.tokens.settle({ held: ID, ended: null }, (held) => app.store.write(...held, reason)),
    )
    const write = world.local.writes.find(({ set }) => set?.includes('grant:x'))
    expect(write).toEqual({ set: [`token:${ID}`, 'grant:x'] })
  })

  test('that nobody wants any more is ended, and nobody has had it', async () => {
    const { app, order, plex } = await ordersWorld()
    expect(await app.tokens.make(order, async () => false)).toBe(false)
    expect(await app.tokens.held(ID)).toBeNull()
    await app.tokens.endAtPlex()
    expect(plex.made()).toEqual([])
  })

  test('whose holding could not be written is still there for another try', async () => {
    const { app, order, plex } = await ordersWorld()
    const failing = app.tokens.make(order, () => Promise.reject(new Error('the disk is full')))
    await expect(failing).rejects.toThrow('the disk is full')
    expect(await recordOf(app)).toMatchObject({ state: 'begun' })
    expect(await make(app, order)).toBe(true)
    expect(plex.count('createPin')).toBe(1)
  })

  test('takes the place of another in the same write', async () => {
    const { app, order, world, plex } = await ordersWorld()
    await make(app, order)
    const next = { ...order, clientIdentifier: 'site-2' }
    await app.tokens.make(next, () => hold(app, 'site-2', ID))
    const both = world.local.writes.filter(({ set }) => set?.includes(`token:${ID}`)).at(-1)
    expect(both).toEqual({ set: ['token:site-2', `token:${ID}`, 'index:token'] })
    await app.tokens.endAtPlex()
    expect(plex.made()).toHaveLength(1)
  })
})

describe('nothing holds', () => {
  test('a token that is being ended', async () => {
    const { app, order, plex } = await ordersWorld()
    await make(app, order)
    plex.failAll(offline)
    await hold(app, null, ID)
    expect(await hold(app)).toBe(false)
    expect(await recordOf(app)).toMatchObject({ state: 'ending' })
  })

  test('a token that was never made, or not to its end', async () => {
    const { app, order, plex } = await ordersWorld()
    expect(await hold(app, 'unknown')).toBe(false)
    plex.fail('linkPin', { error: offline })
    await expect(make(app, order)).rejects.toBe(offline)
    expect(await hold(app)).toBe(false)
  })

  test('and nothing is written then, nor is the other token ended', async () => {
    const { app, order, world } = await ordersWorld()
    await make(app, order)
    const before = world.local.text()
    expect(await hold(app, 'unknown', ID)).toBe(false)
    expect(world.local.text()).toBe(before)
  })
})

test('what is being ended already goes on as it was', async () => {
  const { app, order, plex, clock } = await ordersWorld()
  await make(app, order)
  plex.failAll(offline)
  await hold(app, null, ID)
  await app.tokens.endAtPlex()
  const before = await recordOf(app)
  await clock.advance(1000)
  await hold(app, null, ID)
  expect(await recordOf(app)).toEqual(before)
})

describe('giving up', () => {
  test('ends what was begun', async () => {
    const { app, order, plex } = await ordersWorld()
    plex.fail('linkPin', { error: offline, when: 'after' })
    await expect(make(app, order)).rejects.toBe(offline)
    await app.tokens.abandon(ID)
    await app.tokens.endAtPlex()
    expect(plex.made()).toEqual([])
  })

  test('never ends what is held, also not while that is made anew', async () => {
    const { app, order, plex } = await ordersWorld()
    await make(app, order)
    await app.tokens.abandon(ID)
    expect(await app.tokens.held(ID)).not.toBeNull()
    plex.fail('linkPin', { error: offline })
    await expect(app.tokens.renew(ID)).rejects.toBe(offline)
    await app.tokens.abandon(ID)
    expect(await recordOf(app)).toMatchObject({ state: 'held' })
    plex.meanwhile('getPin', () => app.tokens.abandon(ID))
    await app.tokens.renew(ID)
    expect(await textOf(app)).toBe(plex.made()[0])
  })

  test('does not wait for Plex, and holds for who is still at work', async () => {
    const { app, order, plex } = await ordersWorld()
    plex.meanwhile('linkPin', () => app.tokens.abandon(ID))
    expect(await make(app, order)).toBe(false)
    await settle()
    expect([plex.made(), await recordOf(app)]).toEqual([[], null])
  })

  test('is looked after should we be stopped in the middle of it', async () => {
    const { world, app, order, plex, clock } = await ordersWorld()
    plex.fail('linkPin', { error: offline })
    await expect(make(app, order)).rejects.toBe(offline)
    world.alarms.ending = null
    void world.boot(createLife(2)).tokens.abandon(ID)
    await settle()
    expect(world.alarms.ending).toBe(clock.now() + 60_000)
  })

  test('of the unknown is nothing', async () => {
    const { app, world } = await ordersWorld()
    const before = world.local.text()
    await app.tokens.abandon('unknown')
    expect(world.local.text()).toBe(before)
  })
})

describe('the next life of an identifier', () => {
  test('begins when the one before has ended at Plex', async () => {
    const { app, order, plex } = await ordersWorld()
    await make(app, order)
    plex.fail('signOut', { error: offline }, { error: offline })
    await hold(app, null, ID)
    await app.tokens.endAtPlex()
    await expect(make(app, order)).rejects.toBe(offline)
    expect(plex.count('createPin')).toBe(1)
    expect(await make(app, order)).toBe(true)
    expect(plex.made()).toHaveLength(1)
    expect(await textOf(app)).toBe(plex.made()[0])
    await app.tokens.endAtPlex(true)
    expect(plex.made()).toHaveLength(1)
  })

  test('is not ended by who came to end the one before', async () => {
    const { app, order, plex } = await ordersWorld()
    await make(app, order)
    plex.failAll(offline)
    await hold(app, null, ID)
    await app.tokens.endAtPlex()
    plex.mend()
    let round: Promise<void> | null = null
    plex.meanwhile('signOut', () => {
      round = app.tokens.endAtPlex(true)
    })
    await make(app, order)
    await round
    expect(await textOf(app)).toBe(plex.made()[0])
  })

  test('is looked after should we be stopped', async () => {
    const { app, order, plex, world, clock } = await ordersWorld()
    plex.meanwhile('createPin', () => {
      expect(world.alarms.ending).toBe(clock.now() + 60_000)
    })
    await make(app, order)
    expect(plex.count('createPin')).toBe(1)
  })
})
