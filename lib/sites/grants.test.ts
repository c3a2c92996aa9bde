import { describe, expect, test } from 'vitest'
import { APP, grantsWorld, OTHER } from '../test-support/grants-world.ts'

const HOUR = 3_600_000

describe('a grant', () => {
  test('is there for the origin it was given to, exactly, also after a stop', async () => {
    const world = grantsWorld()
    const grant = world.grant()
    expect(await world.boot().give(grant)).toBe(true)
    const grants = world.boot()
    expect(await grants.live(APP)).toEqual(grant)
    expect([await grants.live(OTHER), await grants.live('http://app.example')]).toEqual([
      null,
      null,
    ])
    expect([await grants.list(), world.given]).toEqual([[grant], [grant]])
  })

  test('has its token held with it', async () => {
    const world = grantsWorld()
    await world.boot().give(world.grant())
    expect(world.settled).toEqual([{ held: 'site-1', ended: null }])
  })

  test('is not given without a site and an account, nor without its token', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    world.isBarred = true
    expect(await grants.give(world.grant())).toBe(false)
    world.isBarred = false
    world.canHold = false
    expect(await grants.give(world.grant())).toBe(false)
    expect([world.area.text(), world.given, world.ends]).toEqual(['{}', [], []])
  })

  test('takes the place of the one before, in one write', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.give(world.grant())
    const next = world.grant({ accountId: 'bob', clientIdentifier: 'site-2' })
    await grants.give(next)
    expect(world.settled.at(-1)).toEqual({ held: 'site-2', ended: 'site-1' })
    expect([await grants.list(), world.ends]).toEqual([[next], [[APP, 'replaced']]])
    expect(world.area.writes).toEqual([{ set: [`grant:${APP}`] }, { set: [`grant:${APP}`] }])
  })

  test('that gives more keeps its token', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.give(world.grant())
    await grants.give(world.grant({ scopes: ['account', 'token'] }))
    expect(world.settled.at(-1)).toEqual({ held: 'site-1', ended: null })
    expect(world.ends).toEqual([])
  })

  test('of the account’s own token ends the site’s own', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.give(world.grant())
    await grants.give(world.grant({ tokenKind: 'account', clientIdentifier: null }))
    expect(world.settled.at(-1)).toEqual({ held: null, ended: 'site-1' })
  })

  test('may be meant for what stands only', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    expect(await grants.give(world.grant(), (standing) => standing !== null)).toBe(false)
    await grants.give(world.grant({ expiresAt: world.clock.now() + HOUR }))
    expect(await grants.give(world.grant(), (standing) => standing?.accountId === 'ann')).toBe(true)
    await grants.give(world.grant({ expiresAt: world.clock.now() + HOUR }))
    await world.clock.advance(HOUR)
    expect(await grants.give(world.grant(), (standing) => standing !== null)).toBe(false)
  })
})

describe('the end of a grant', () => {
  test('ends its token, and leaves nothing of it', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.give(world.grant())
    await grants.used(APP)
    await grants.end(APP, 'revoked')
    await grants.end(APP, 'revoked')
    expect(world.settled.slice(1)).toEqual([{ held: null, ended: 'site-1' }])
    expect([world.area.text(), world.ends]).toEqual(['{}', [[APP, 'revoked']]])
  })

  test('counts from its first write on', async () => {
    const world = grantsWorld()
    await world.boot().give(world.grant())
    world.area.broken = 'remove'
    await expect(world.boot().end(APP, 'revoked')).rejects.toThrow()
    world.area.broken = null
    const next = world.boot()
    expect(await next.list()).toEqual([])
    expect(await next.live(APP)).toBeNull()
    expect(world.area.text()).toBe('{}')
  })

  test('waits its turn: what was given meanwhile is not left without its token', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.give(world.grant())
    const next = world.grant({ accountId: 'bob', clientIdentifier: 'site-2' })
    await Promise.all([grants.give(next), grants.end(APP, 'revoked')])
    expect(world.settled.slice(1)).toEqual([
      { held: 'site-2', ended: 'site-1' },
      { held: null, ended: 'site-2' },
    ])
    expect(await grants.list()).toEqual([])
  })

  test('comes with its account; other accounts keep theirs', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.give(world.grant())
    await grants.give(world.grant({ origin: OTHER, accountId: 'bob', clientIdentifier: 'site-2' }))
    await grants.endAccount('ann')
    expect((await grants.list()).map(({ origin }) => origin)).toEqual([OTHER])
    await grants.endAll()
    expect(world.ends).toEqual([
      [APP, 'revoked'],
      [OTHER, 'revoked'],
    ])
  })

  test.each([
    ['its tab shows another origin', 1, `${OTHER}/`, []],
    ['its tab shows what we may not see', 1, undefined, []],
    ['its tab goes on within the origin', 1, `${APP}/next`, [APP]],
    ['another tab leaves', 2, undefined, [APP]],
  ])('of one visit: where %s', async (_, tabId, url, left) => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.give(world.grant({ duration: 'once', session: 's1', tabId: 1 }))
    await grants.give(world.grant({ origin: OTHER }))
    await grants.endVisit(tabId, url)
    expect((await grants.list()).map(({ origin }) => origin)).toEqual([...left, OTHER])
  })
})

describe('time', () => {
  test('ends a grant at its moment, whether or not an alarm came', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.give(world.grant({ expiresAt: world.clock.now() + HOUR }))
    await world.clock.advance(HOUR - 1)
    expect(await grants.live(APP)).not.toBeNull()
    await world.clock.advance(1)
    expect(await grants.list()).toEqual([])
    expect(await grants.live(APP)).toBeNull()
    expect([world.ends, world.area.text()]).toEqual([[[APP, 'expired']], '{}'])
    expect(world.settled.at(-1)).toEqual({ held: null, ended: 'site-1' })
  })

  test('ends nothing that was given anew in the moment of the sweep', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.give(world.grant({ expiresAt: world.clock.now() + HOUR }))
    await world.clock.advance(HOUR)
    await Promise.all([grants.give(world.grant()), grants.sweep()])
    expect(await grants.live(APP)).toMatchObject({ expiresAt: null })
  })

  test('ends with the browser’s session what was for it', async () => {
    const world = grantsWorld()
    await world.boot().give(world.grant({ session: 's1' }))
    await world.boot().give(world.grant({ origin: OTHER }))
    world.session = 's2'
    const grants = world.boot()
    await grants.sweep()
    expect((await grants.list()).map(({ origin }) => origin)).toEqual([OTHER])
    expect(world.ends).toEqual([[APP, 'expired']])
  })

  test('has us woken for the next end, before the grant is on the disk', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    const at = world.clock.now() + HOUR
    await grants.give(world.grant({ expiresAt: at + 1 }))
    world.canHold = false
    await grants.give(world.grant({ origin: OTHER, expiresAt: at }))
    expect(world.alarm).toBe(at)
    world.canHold = true
    await grants.end(APP, 'revoked')
    expect(world.alarm).toBeNull()
  })

  test('that has passed while nobody swept wakes us soon, not at once and for ever', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.give(world.grant({ expiresAt: world.clock.now() + HOUR }))
    await world.clock.advance(2 * HOUR)
    world.area.broken = 'remove'
    await expect(grants.sweep()).rejects.toThrow()
    expect(world.alarm).toBe(world.clock.now() + 60_000)
  })
})

test('a sweep ends what a stop left without its site or account', async () => {
  const world = grantsWorld()
  const grants = world.boot()
  await grants.give(world.grant())
  await grants.sweep()
  expect(world.ends).toEqual([])
  world.isBarred = true
  await grants.sweep()
  expect([world.ends, await grants.list()]).toEqual([[[APP, 'revoked']], []])
})

describe('the last use', () => {
  test('is written down once a minute, whatever the page does', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.give(world.grant())
    const first = world.clock.now()
    for (let n = 0; n < 5; n++) await grants.used(APP)
    await Promise.all([grants.used(APP), world.clock.advance(59_999), grants.used(APP)])
    expect(world.area.writes.filter(({ set }) => set?.includes(`use:${APP}`))).toHaveLength(1)
    expect((await grants.lastUsed()).get(APP)).toBe(first)
    await world.clock.advance(1)
    await Promise.all([grants.used(APP), grants.used(APP)])
    expect(world.area.writes.filter(({ set }) => set?.includes(`use:${APP}`))).toHaveLength(2)
    expect((await grants.lastUsed()).get(APP)).toBe(world.clock.now())
  })

  test('is nothing without a grant, and leaves no trace of one that has ended', async () => {
    const world = grantsWorld()
    const grants = world.boot()
    await grants.used(APP)
    expect(world.area.text()).toBe('{}')
    await grants.give(world.grant())
    await Promise.all([grants.end(APP, 'revoked'), grants.used(APP)])
    expect(world.area.text()).toBe('{}')
  })
})

test('a grant that can not be read gives nothing, and gives way to the next', async () => {
  const world = grantsWorld()
  await world.area.set({ [`grant:${APP}`]: { v: 1, data: { origin: APP } } })
  const grants = world.boot()
  expect([await grants.live(APP), await grants.list()]).toEqual([null, []])
  await grants.end(APP, 'revoked')
  expect(await grants.give(world.grant())).toBe(true)
  expect(await grants.live(APP)).not.toBeNull()
})
