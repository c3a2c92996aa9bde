import { describe, expect, test } from 'vitest'
import { NoNetwork, RateLimited, ServerTrouble } from '../plex/errors.ts'
import { addHomeUser } from '../test-support/account-stories.ts'
import { ANN, BOB } from '../test-support/accounts-world.ts'
import { APP } from '../test-support/background.ts'
import { settle } from '../test-support/clock.ts'
import { allow } from '../test-support/stories.ts'
import { KID, TEEN, TEEN_PIN } from '../test-support/token-home.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'
import { CHECKS } from './checks.ts'

const DAY = 24 * 3_600_000

/** Ann is signed in, and a site has a token of hers; all of it was looked at just now. */
async function healthWorld() {
  const world = tokensWorld()
  const app = world.boot()
  const ann = await app.signIn()
  const bob = await app.signIn(BOB)
  await app.sites.allow(APP)
  await allow(app, ann)
  await app.health()
  const grant = await app.grants.live(APP)
  const site = grant?.clientIdentifier ?? ''
  world.plex.calls.length = 0

  /** Lets time pass in which the background's own pauses run. */
  async function pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 1000) {
      await world.clock.advance(Math.min(1000, left))
      await settle()
    }
  }

  /** A day goes by, and the browser wakes us. */
  async function day(): Promise<void> {
    world.clock.set(world.clock.now() + DAY)
    void app.health()
    await pass(20_000)
  }

  const tokenOf = async () => (await app.tokens.held(site))?.token.reveal() ?? 'none'
  const check = (id: string) => app.store.read(CHECKS, id)
  const healthOf = async (id: string) => (await app.accounts.get(id))?.health
  return { world, plex: world.plex, app, ann, bob, site, pass, day, tokenOf, check, healthOf }
}

describe('a round', () => {
  test('asks nothing of what is new, and wakes us a day later', async () => {
    const { world, plex } = await healthWorld()
    expect(plex.calls).toEqual([])
    expect(world.alarms.health).toBe(world.clock.now() + DAY)
  })

  test('looks at each token once a day, never two within 2 s', async () => {
    const { world, plex, app, day } = await healthWorld()
    const times: number[] = []
    const note = () => {
      times.push(world.clock.now())
      plex.meanwhile('getUser', note)
    }
    plex.meanwhile('getUser', note)
    await day()
    expect([plex.count('getUser'), plex.count('ping')]).toEqual([3, 3])
    const gaps = times.slice(1).map((at, n) => at - (times[n] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2000)
    void app.health()
    await settle()
    expect(plex.count('getUser')).toBe(3)
  })

  test('goes on where a stop cut it short', async () => {
    const { world, plex } = await healthWorld()
    world.clock.set(world.clock.now() + DAY)
    await world.sleep(6, 3000)
    expect(plex.count('ping')).toBe(3)
    expect(world.errors).toEqual([])
  })

  test('forgets what is over', async () => {
    const { app, site, check, day, bob } = await healthWorld()
    await day()
    expect(await check(site)).not.toBeNull()
    await app.sites.remove(APP)
    await app.signOut(bob)
    await day()
    expect([await check(site), await check(bob)]).toEqual([null, null])
  })
})

describe('trouble at Plex changes nothing', () => {
  test('where it has trouble, the next one is looked at', async () => {
    const { world, plex, day, ann, check, healthOf } = await healthWorld()
    plex.fail('getUser', { error: new ServerTrouble('no', { status: 500 }) })
    await day()
    expect(plex.count('getUser')).toBe(3)
    expect(await healthOf(ann)).toBe('ok')
    const all = [(await check(ann))?.retryAt ?? 0, world.alarms.health ?? 0]
    expect(Math.max(...all)).toBeGreaterThan(world.clock.now())
  })

  test.each([
    [new NoNetwork('no'), 15 * 60_000],
    [new RateLimited('no', { status: 429 }, 3_600_000), 3_600_000],
  ])('where nobody is answered, the round ends (%s)', async (error, wait) => {
    const { world, plex, day, ann, healthOf } = await healthWorld()
    plex.failAll(error)
    const at = world.clock.now() + DAY
    await day()
    expect(plex.count('getUser')).toBe(1)
    expect(await healthOf(ann)).toBe('ok')
    expect(world.alarms.health).toBe(at + wait)
  })
})

describe('a dead token', () => {
  test('of an account: only the person helps', async () => {
    const { plex, ann, bob, day, healthOf } = await healthWorld()
    plex.killAllOf(ANN)
    await day()
    expect([await healthOf(ann), await healthOf(bob)]).toEqual(['signed_out', 'ok'])
  })

  test('of a site is made anew under its identifier', async () => {
    const { plex, site, day, tokenOf } = await healthWorld()
    const before = await tokenOf()
    plex.kill(before)
    await day()
    const after = await tokenOf()
    expect(after).not.toBe(before)
    expect(plex.living.get(after)).toEqual({ userId: ANN.id, identifier: site })
  })

  test('of a site waits for its account, which then brings it back without a click', async () => {
    const { plex, app, ann, site, day, pass, tokenOf, healthOf } = await healthWorld()
    plex.killAllOf(ANN)
    await day()
    expect(await healthOf(ann)).toBe('signed_out')
    await app.signIn()
    await pass(20_000)
    expect(await healthOf(ann)).toBe('ok')
    expect(plex.living.get(await tokenOf())).toEqual({ userId: ANN.id, identifier: site })
  })

  test('of a Home user without a PIN is replaced without a click', async () => {
    const { world, plex, app, ann, bob, day, healthOf } = await healthWorld()
    const kid = await addHomeUser({ world, app, ann, bob })
    await app.health()
    plex.killAllOf(KID)
    await day()
    expect(await healthOf(kid)).toBe('ok')
    expect(await app.accounts.check(kid)).toBeNull()
  })

  test('of a Home user with one asks for it; what their site had comes back with them', async () => {
    const { world, plex, app, ann, bob, day, pass } = await healthWorld()
    const teen = await addHomeUser({ world, app, ann, bob }, TEEN, TEEN_PIN)
    const change = { accountId: teen, duration: 'until_revoked' } as const
    await app.accounts.home.withPin(teen, TEEN_PIN, () => app.changing.change(APP, change))
    const site = (await app.grants.live(APP))?.clientIdentifier ?? ''
    await app.health()
    for (const [text, { identifier }] of plex.living) if (identifier === site) plex.kill(text)
    await day()
    expect(await app.needPin()).toEqual(new Set([teen]))
    await app.renewAccount(teen, TEEN_PIN)
    await pass(20_000)
    expect(await app.needPin()).toEqual(new Set())
    const { token } = (await app.tokens.held(site)) ?? {}
    expect(plex.living.get(token?.reveal() ?? '')).toMatchObject({ userId: TEEN.id })
  })
})
