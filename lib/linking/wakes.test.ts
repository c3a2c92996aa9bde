import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { gate, linkWorld } from '../test-support/link-world.ts'

async function waitingWorld() {
  const world = linkWorld()
  const runner = world.boot()
  await runner.start('strong')
  await settle()
  return { world, runner, began: world.clock.now() }
}

describe('a wake', () => {
  test('asks at once where the last poll is a second ago', async () => {
    const { world, runner, began } = await waitingWorld()
    await world.clock.advance(1_200)
    await runner.resume()
    await settle()
    expect(world.polls).toEqual([began + 1_200])
  })

  test('that comes too early gets its poll as soon as one may be', async () => {
    const { world, runner, began } = await waitingWorld()
    await world.clock.advance(400)
    await runner.resume()
    await world.clock.advance(2_000)
    expect(world.polls).toEqual([began + 1_000])
  })

  test('during a poll starts no second one, and gets its own a second after the answer', async () => {
    const { world, runner, began } = await waitingWorld()
    const answer = gate()
    world.slow = answer.closed
    await world.clock.advance(5_000)
    for (let n = 0; n < 30; n++) {
      await runner.resume()
      await world.clock.advance(100)
    }
    expect(world.polls).toEqual([began + 5_000])
    world.slow = null
    answer.open()
    await world.clock.advance(1_000)
    expect(world.polls).toEqual([began + 5_000, began + 9_000])
  })

  test('by many at once is one poll', async () => {
    const { world, runner } = await waitingWorld()
    await world.clock.advance(2_000)
    await Promise.all([1, 2, 3, 4].map(() => runner.resume()))
    await settle()
    expect(world.polls).toHaveLength(1)
  })

  test('costs no request where nothing waits', async () => {
    const world = linkWorld()
    const steps: string[] = []
    world.killAt = (step) => {
      steps.push(step)
      return false
    }
    await world.boot().resume()
    await world.clock.advance(60_000)
    // The state is remembered, so that is all that a tab which comes and goes costs.
    expect(steps).toEqual(['before load', 'after load'])
    expect(world.log).toEqual([])
    expect([world.armed, world.clock.timers(), world.awake]).toEqual([false, 0, 0])
  })
})

describe("when Plex's tab is closed", () => {
  test('three looks follow within about five seconds, then it is cancelled', async () => {
    const { world, runner, began } = await waitingWorld()
    await world.clock.advance(2_000)
    await runner.plexTabClosed()
    await world.clock.advance(4_900)
    expect(world.state().phase).toBe('waiting')
    await world.clock.advance(200)
    expect(world.state()).toEqual({ phase: 'cancelled', kind: 'strong' })
    expect(world.polls.map((time) => time - began)).toEqual([2_000, 4_500, 7_000])
    expect(world.armed).toBe(false)
  })

  test('and the person had approved before, that counts', async () => {
    const { world, runner } = await waitingWorld()
    await world.clock.advance(3_000)
    world.approved = true
    await runner.plexTabClosed()
    await settle()
    expect(world.state().phase).toBe('linked')
  })

  test('and opened again, it goes on', async () => {
    const { world, runner } = await waitingWorld()
    await world.clock.advance(2_000)
    world.plexTab = false
    await runner.plexTabClosed()
    await runner.reopenPlex()
    await world.clock.advance(60_000)
    expect(world.state().phase).toBe('waiting')
    expect(world.log.filter((entry) => entry.startsWith('open'))).toHaveLength(2)
  })

  test('while we were stopped, the looks go on in the next life', async () => {
    const { world, runner } = await waitingWorld()
    await world.clock.advance(2_000)
    await runner.plexTabClosed()
    await settle()
    await world.boot().resume()
    await world.clock.advance(6_000)
    expect(world.state().phase).toBe('cancelled')
    expect(world.polls).toHaveLength(3)
  })
})

test("a browser that can't tell who looks stops nothing", async () => {
  const { world } = await waitingWorld()
  world.watched = new Error('No window with id: 7')
  await world.clock.advance(11_000)
  expect(world.polls).toHaveLength(2)
})
