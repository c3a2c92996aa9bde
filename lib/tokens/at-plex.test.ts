import { describe, expect, test } from 'vitest'
import { NoNetwork, NotFound, ServerTrouble } from '../plex/errors.ts'
import { ANN, BOB } from '../test-support/accounts-world.ts'
import { hold, ID, make, ordersWorld, recordOf, textOf } from '../test-support/orders.ts'

const offline = new NoNetwork('no')

/** A PIN that waits at Plex's own page. */
async function openWorld() {
  const all = await ordersWorld()
  const code = await all.app.tokens.openPin(all.order)
  return { ...all, code }
}

describe('a PIN at Plex’s own page', () => {
  test('waits, then gives the token of who was asked for', async () => {
    const { app, order, plex, code } = await openWorld()
    expect(await app.tokens.poll(ID)).toBe('waiting')
    plex.approve(ANN, code)
    expect(await app.tokens.poll(ID)).toBe('approved')
    expect(await make(app, order)).toBe(true)
    expect(await textOf(app)).toBe(plex.made()[0])
    expect(plex.count('linkPin')).toBe(0)
  })

  test('is the one that was to be linked, and stays one however often it is opened', async () => {
    const { app, order, plex } = await ordersWorld()
    plex.fail('linkPin', { error: offline })
    await expect(make(app, order)).rejects.toBe(offline)
    const codes = [await app.tokens.openPin(order), await app.tokens.openPin(order)]
    expect(codes).toEqual([plex.pins[0]?.code, plex.pins[0]?.code])
    expect(plex.pins).toHaveLength(1)
  })

  test('approved by somebody else gives nothing, and that token is ended', async () => {
    const { app, order, plex, code } = await openWorld()
    plex.approve(BOB, code)
    expect(await app.tokens.poll(ID)).toBe('other_account')
    expect(plex.made()).toEqual([])
    expect(await make(app, order)).toBe(true)
    expect([...plex.living.values()].map(({ userId }) => userId)).toEqual([ANN.id, ANN.id])
  })

  test('is not used before it is known whose it is, not even after a stop', async () => {
    const { world, app, plex, code } = await openWorld()
    plex.approve(BOB, code)
    plex.fail('getUser', { error: offline })
    await expect(app.tokens.poll(ID)).rejects.toBe(offline)
    expect(await hold(app)).toBe(false)
    const next = world.boot()
    expect(await next.tokens.poll(ID)).toBe('other_account')
  })

  test('is not handed out before that, to who has a grant already', async () => {
    const { app, order, plex } = await ordersWorld()
    await make(app, order)
    plex.fail('linkPin', { error: offline })
    await expect(app.tokens.renew(ID)).rejects.toBe(offline)
    plex.approve(BOB, await app.tokens.openPin(order))
    plex.fail('getUser', { error: offline })
    await expect(app.tokens.poll(ID)).rejects.toBe(offline)
    expect(await app.tokens.held(ID)).toBeNull()
    await app.tokens.renew(ID)
    const text = await textOf(app)
    expect([plex.living.get(text)?.userId, plex.made()]).toEqual([ANN.id, [text]])
  })

  test('that Allow finds approved by somebody else is made anew by us', async () => {
    const { app, order, plex, code } = await openWorld()
    plex.approve(BOB, code)
    expect(await make(app, order)).toBe(true)
    const text = await textOf(app)
    expect(plex.living.get(text)?.userId).toBe(ANN.id)
    expect(plex.made()).toEqual([text])
  })

  test('keeps the token that is to be ended until it is', async () => {
    const { app, plex, code } = await openWorld()
    plex.approve(BOB, code)
    const error = new ServerTrouble('no', { status: 500 })
    plex.fail('signOut', { error })
    await expect(app.tokens.poll(ID)).rejects.toBe(error)
    expect(await app.tokens.poll(ID)).toBe('other_account')
    expect(plex.made()).toEqual([])
  })

  test('is over when its time is', async () => {
    const { app, clock } = await openWorld()
    await clock.advance(1_800_000)
    await expect(app.tokens.poll(ID)).rejects.toBeInstanceOf(NotFound)
  })

  test('that was given up is not there any more', async () => {
    const { app } = await openWorld()
    await app.tokens.abandon(ID)
    await expect(app.tokens.poll(ID)).rejects.toBeInstanceOf(NotFound)
    await expect(app.tokens.poll('unknown')).rejects.toBeInstanceOf(NotFound)
  })

  test('is not approved for an account of which nobody knows whose it is', async () => {
    const { app, plex, order } = await ordersWorld()
    plex.fail('getUser', { error: offline }, { error: offline })
    const accountId = await app.signIn(BOB)
    const code = await app.tokens.openPin({ ...order, accountId })
    plex.approve(BOB, code)
    await expect(app.tokens.poll(ID)).rejects.toBe(offline)
    expect(await recordOf(app)).toMatchObject({ isAtPlex: true })
  })

  test('that another account of ours approved unseen is found in its list of devices', async () => {
    const { world, app, plex, clock, code } = await openWorld()
    await app.signIn(BOB)
    await app.tokens.abandon(ID)
    plex.approve(BOB, code)
    await world.closeBrowser()
    await clock.advance(1_800_000)
    await world.boot().tokens.endAtPlex()
    expect(plex.made()).toEqual([])
  })
})
