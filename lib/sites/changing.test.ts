import { describe, expect, test } from 'vitest'
import { NoNetwork } from '../plex/errors.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { APP } from '../test-support/background.ts'
import { textOf } from '../test-support/orders.ts'
import { allow } from '../test-support/stories.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'

const HOUR = 3_600_000

async function setUp() {
  const world = tokensWorld()
  const app = world.boot()
  const [ann, bob] = [await app.signIn(), await app.signIn(BOB)]
  await app.sites.allow(APP)
  await allow(app, ann, { scopes: ['account', 'token'] })
  await app.tokens.tidy(async () => new Set((await app.grants.list()).map(identifier)))
  await world.clock.advance(60_000)
  world.plex.calls.length = 0
  return { world, app, plex: world.plex, clock: world.clock, ann, bob }
}

const identifier = ({ clientIdentifier }: { clientIdentifier: string | null }) =>
  clientIdentifier ?? ''

describe('another time to end', () => {
  test('counts from now, and asks Plex for nothing', async () => {
    const { app, ann, plex, clock } = await setUp()
    const before = await app.grants.live(APP)
    plex.failAll(new NoNetwork('no'))
    await app.changing.change(APP, { accountId: ann, duration: 'hour' })
    expect(await app.grants.live(APP)).toEqual({
      ...before,
      ...{ duration: 'hour', expiresAt: clock.now() + HOUR, since: clock.now() },
    })
    expect(plex.calls).toEqual([])
  })

  test('can be given while the token is made anew and Plex is not there', async () => {
    const { app, ann, plex } = await setUp()
    plex.failAll(new NoNetwork('no'))
    const grant = await app.grants.live(APP)
    await expect(
      app.tokens.renew(identifier({ clientIdentifier: null, ...grant })),
    ).rejects.toThrow()
    await app.changing.change(APP, { accountId: ann, duration: 'hour' })
    expect((await app.grants.live(APP))?.duration).toBe('hour')
  })

  test('can not be a visit, which needs a tab', async () => {
    const { app, ann } = await setUp()
    const before = await app.grants.live(APP)
    await expect(app.changing.change(APP, { accountId: ann, duration: 'once' })).rejects.toThrow()
    expect(await app.grants.live(APP)).toEqual(before)
  })
})

describe('another account', () => {
  test('has a token of its own, and ends the one before', async () => {
    const { app, bob, plex } = await setUp()
    const before = await app.grants.live(APP)
    await app.changing.change(APP, { accountId: bob, duration: 'until_revoked' })
    const after = await app.grants.live(APP)
    expect(after).toMatchObject({ accountId: bob, scopes: ['account', 'token'] })
    expect(after?.clientIdentifier).not.toBe(before?.clientIdentifier)
    await app.tokens.endAtPlex()
    const held = await app.tokens.held(identifier({ clientIdentifier: null, ...after }))
    expect(plex.made()).toEqual([held?.token.reveal()])
    expect(plex.living.get(plex.made()[0] ?? '')?.userId).toBe(BOB.id)
  })

  test('that can’t make a token now leaves everything as it was, and nothing behind', async () => {
    const { app, bob, plex } = await setUp()
    const before = await app.grants.live(APP)
    const living = plex.made()
    const error = new NoNetwork('no')
    plex.fail('linkPin', { error, when: 'after' })
    const change = app.changing.change(APP, { accountId: bob, duration: 'hour' })
    await expect(change).rejects.toBe(error)
    expect(await app.grants.live(APP)).toEqual(before)
    expect(living).toEqual([await textOf(app, before?.clientIdentifier)])
    await app.tokens.endAtPlex(true)
    expect(plex.made()).toEqual(living)
  })

  test.each<[string, (app: Awaited<ReturnType<typeof setUp>>['app'], ann: string) => unknown]>([
    ['revoked', (app) => app.grants.end(APP, 'revoked')],
    ['stopped', (app) => app.sites.remove(APP)],
    [
      'changed otherwise',
      (app, ann) => app.changing.change(APP, { accountId: ann, duration: 'month' }),
    ],
  ])('comes too late for what was %s meanwhile', async (_, happens) => {
    const { app, ann, bob, plex, clock } = await setUp()
    plex.meanwhile('linkPin', async () => {
      await clock.advance(1)
      await happens(app, ann)
    })
    await app.changing.change(APP, { accountId: bob, duration: 'until_revoked' })
    await app.tokens.endAtPlex()
    const grants = await app.grants.list()
    expect(grants.map(({ accountId }) => accountId)).not.toContain(bob)
    expect(plex.made()).toHaveLength(grants.length)
  })

  test('is nothing for a site that has nothing', async () => {
    const { app, bob, plex } = await setUp()
    await app.changing.change('https://other.example', { accountId: bob, duration: 'hour' })
    expect([plex.calls, await app.grants.live('https://other.example')]).toEqual([[], null])
  })
})
