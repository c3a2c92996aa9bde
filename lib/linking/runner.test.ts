import { describe, expect, test } from 'vitest'
import { NoNetwork, RateLimited, ServerTrouble } from '../plex/errors.ts'
import { settle } from '../test-support/clock.ts'
import { linkWorld } from '../test-support/link-world.ts'

async function waitingWorld() {
  const world = linkWorld()
  const runner = world.boot()
  await runner.start('strong')
  await settle()
  world.log.length = 0
  return { world, runner }
}

describe('signing in', () => {
  test('goes from the click to the token, each state on disk before its effect', async () => {
    const world = linkWorld()
    await world.boot().start('strong')
    await world.clock.advance(2_000)
    world.approved = true
    await world.clock.advance(5_000)
    expect(world.log).toEqual([
      'save creating',
      'POST strong',
      'save waiting',
      'open pin-1',
      'save waiting',
      'save waiting',
      'GET',
      'save linked with token',
      'leave',
    ])
    expect(world.tokens).toEqual(['token of pin-1'])
  })

  test('makes one PIN, however often the person clicks and the browser wakes us', async () => {
    const world = linkWorld()
    const runner = world.boot()
    await Promise.all([runner.start('strong'), runner.start('short'), runner.resume()])
    await Promise.all([runner.resume(), runner.resume('beat'), runner.start('strong')])
    await settle()
    expect(world.log.filter((entry) => entry.startsWith('POST'))).toEqual(['POST strong'])
  })

  test('opens no page for a short PIN until the person asks for it', async () => {
    const world = linkWorld()
    const runner = world.boot()
    await runner.start('short')
    await settle()
    expect(world.log).not.toContain('open pin-1')
    await runner.reopenPlex()
    await settle()
    expect(world.log).toContain('open pin-1')
  })

  test('that gets no PIN says why, and can be tried again', async () => {
    const world = linkWorld()
    const runner = world.boot()
    world.postFails = new RateLimited('slow', { status: 429 }, 7_000)
    await runner.start('strong')
    await settle()
    expect(world.state()).toMatchObject({
      phase: 'failed',
      trouble: 'rate_limited',
      retryAt: world.clock.now() + 7_000,
    })
    world.postFails = null
    await runner.start('strong')
    await settle()
    expect(world.state().phase).toBe('waiting')
  })
})

describe('while a PIN waits', () => {
  test.each([
    [true, 1_000],
    [false, 5_000],
  ])('and somebody looks: %j, Plex is asked every %i ms', async (watched, every) => {
    const { world } = await waitingWorld()
    const began = world.clock.now()
    world.watched = watched
    await world.clock.advance(20_000)
    // The first timer was set before anybody looked.
    const [first = 0, ...rest] = world.polls.map((time) => time - began)
    expect(first).toBeLessThanOrEqual(5_000)
    expect(rest).toEqual(rest.map((_time, n) => first + (n + 1) * every))
  })

  test('the browser is kept from stopping us, on each beat', async () => {
    const { world } = await waitingWorld()
    await world.clock.advance(30_000)
    expect(world.awake).toBe(world.polls.length)
    expect(world.awake).toBeGreaterThanOrEqual(6)
  })

  test('and only then, alarms are armed', async () => {
    const { world, runner } = await waitingWorld()
    expect(world.armed).toBe(true)
    await runner.cancel()
    await settle()
    expect(world.armed).toBe(false)
    expect(world.clock.timers()).toBe(0)
  })

  test('and for a minute after it was linked, so that the toolbar says so no longer', async () => {
    const { world, runner } = await waitingWorld()
    world.approved = true
    await world.clock.advance(5_000)
    await runner.resume()
    expect([world.state().phase, world.armed]).toEqual(['linked', true])
    await world.clock.advance(60_000)
    // An alarm, in the next life.
    await world.boot().resume()
    expect([world.state().phase, world.armed]).toEqual(['idle', false])
  })

  test('its end is noticed on time, and nothing is asked after it', async () => {
    const { world } = await waitingWorld()
    await world.clock.advance(1_799_999)
    expect(world.state().phase).toBe('waiting')
    await world.clock.advance(1)
    const polls = world.polls.length
    await world.clock.advance(60_000)
    expect(world.state()).toMatchObject({ phase: 'expired', early: false })
    expect(world.polls).toHaveLength(polls)
    expect([world.armed, world.clock.timers()]).toEqual([false, 0])
  })

  test('and Plex wants to be left alone, it is, wakes or not', async () => {
    const { world, runner } = await waitingWorld()
    world.getFails = new RateLimited('slow', { status: 429 }, 20_000)
    await world.clock.advance(5_000)
    for (let n = 0; n < 19; n++) {
      await runner.resume()
      await world.clock.advance(1_000)
    }
    expect(world.gets()).toBe(1)
    await world.clock.advance(1_000)
    expect(world.gets()).toBe(2)
  })

  test('a network that is back is used at once; other trouble is waited for', async () => {
    for (const [failure, gets] of [
      [new NoNetwork('off'), 5],
      [new ServerTrouble('503', { status: 503 }), 4],
    ] as const) {
      const { world, runner } = await waitingWorld()
      world.getFails = failure
      // Asked after 5, 10 and 15 s, and 4 s have passed of the 5 s of patience after the fourth.
      await world.clock.advance(24_000)
      await runner.online()
      await settle()
      expect(world.gets()).toBe(gets)
    }
  })
})
