import { describe, expect, test } from 'vitest'
import { RateLimited } from '../plex/errors.ts'
import { linkWorld } from '../test-support/link-world.ts'

const HOUR = 3_600_000

async function waitingWorld() {
  const world = linkWorld()
  await world.boot().start('strong')
  await world.clock.advance(6_000)
  expect(world.gets()).toBe(1)
  return world
}

describe('a clock that is set back by an hour', () => {
  test('delays no token by more than a second', async () => {
    const world = await waitingWorld()
    world.clock.setBack(HOUR)
    world.approved = true
    await world.clock.advance(6_000)
    expect(world.state().phase).toBe('linked')
  })

  test('is what we go by from then on', async () => {
    const world = await waitingWorld()
    world.clock.setBack(HOUR)
    await world.clock.advance(26_000)
    const [first = 0, ...rest] = world.polls.slice(1)
    expect(rest.map((time) => time - first)).toEqual([5_000, 10_000, 15_000, 20_000])
  })

  test('while we were stopped delays nothing in the next life', async () => {
    const world = await waitingWorld()
    world.kill()
    world.clock.setBack(HOUR)
    await world.boot().resume()
    await world.clock.advance(1_000)
    expect(world.gets()).toBe(2)
  })
})

test('the browser is kept from stopping us also while Plex wants to be left alone', async () => {
  const world = await waitingWorld()
  world.getFails = new RateLimited('slow', { status: 429 }, 60_000)
  await world.clock.advance(4_000)
  const [asked, awake] = [world.gets(), world.awake]
  await world.clock.advance(59_000)
  expect(world.gets()).toBe(asked)
  expect(world.awake - awake).toBe(11)
})
