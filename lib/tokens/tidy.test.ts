import { describe, expect, test } from 'vitest'
import { NoNetwork } from '../plex/errors.ts'
import { settle } from '../test-support/clock.ts'
import { hold, ID, make, ordersWorld, recordOf, textOf } from '../test-support/orders.ts'

const nobody = async () => new Set<string>()
const somebody = async () => new Set([ID])

describe('tidying', () => {
  test('ends what nobody holds, whatever a stop left of it', async () => {
    const { app, order, plex } = await ordersWorld()
    await make(app, order)
    const begun = { ...order, clientIdentifier: 'site-2' }
    plex.fail('linkPin', { error: new NoNetwork('no'), when: 'after' })
    await expect(make(app, begun)).rejects.toThrow()
    await app.tokens.tidy(nobody)
    await app.tokens.endAtPlex()
    expect(plex.made()).toEqual([])
    expect(await app.tokens.held(ID)).toBeNull()
  })

  test('leaves what is wanted', async () => {
    const { app, order } = await ordersWorld()
    await make(app, order)
    await app.tokens.tidy(somebody)
    expect(await app.tokens.held(ID)).not.toBeNull()
  })

  test('waits for what is being made, and asks then whether it is wanted', async () => {
    const { app, order, plex } = await ordersWorld()
    let isHeld = false
    let tidying: Promise<void> | null = null
    plex.meanwhile('linkPin', () => {
      tidying = app.tokens.tidy(async () => new Set(isHeld ? [ID] : []))
    })
    await app.tokens.make(order, async () => {
      isHeld = true
      return hold(app)
    })
    await tidying
    expect(await app.tokens.held(ID)).not.toBeNull()
  })

  test('is what a background asks for until it has done it once', async () => {
    const { world, clock } = await ordersWorld()
    const app = world.boot()
    await app.tokens.endAtPlex()
    expect(world.alarms.ending).toBe(clock.now() + 60_000)
    await app.tokens.tidy(nobody)
    await app.tokens.endAtPlex()
    expect(world.alarms.ending).toBeNull()
  })

  test('is asked for again where a change was written in part only', async () => {
    const { app, order, world, clock } = await ordersWorld()
    await make(app, order)
    await app.tokens.tidy(somebody)
    const half = app.tokens.settle({ held: null, ended: ID }, () =>
      Promise.reject(new Error('the disk is full')),
    )
    await expect(half).rejects.toThrow('the disk is full')
    await app.tokens.endAtPlex()
    expect(world.alarms.ending).toBe(clock.now() + 60_000)
  })
})

test('an account is in use as long as a token has to be ended with it', async () => {
  const { app, order, accountId, plex } = await ordersWorld()
  await make(app, order)
  expect(await app.tokens.accountsInUse()).toEqual(new Set([accountId]))
  plex.failAll(new NoNetwork('no'))
  await hold(app, null, ID)
  await settle()
  expect(await app.tokens.accountsInUse()).toEqual(new Set([accountId]))
  plex.mend()
  await app.tokens.endAtPlex(true)
  expect(await app.tokens.accountsInUse()).toEqual(new Set())
})

test('a record that can not be read stands in the way of nothing', async () => {
  const { world, app: first, order, plex } = await ordersWorld()
  await make(first, order)
  await world.local.set({ [`token:${ID}`]: 'rubbish' })
  const app = world.boot()
  expect(await app.tokens.held(ID)).toBeNull()
  expect(await hold(app, null, ID)).toBe(true)
  expect(await make(app, order)).toBe(true)
  expect(await textOf(app)).toBe(plex.made()[0])
  expect(await recordOf(app)).toMatchObject({ state: 'held' })
})
