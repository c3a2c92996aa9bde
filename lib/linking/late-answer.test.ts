import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { gate, linkWorld } from '../test-support/link-world.ts'

/** A poll is on its way, and the person has approved. */
async function pollingWorld() {
  const world = linkWorld()
  const runner = world.boot()
  await runner.start('strong')
  await settle()
  const answer = gate()
  world.slow = answer.closed
  await world.clock.advance(5_000)
  expect(world.gets()).toBe(1)
  world.approved = true
  const arrive = async () => {
    world.slow = null
    answer.open()
    await settle()
  }
  return { world, runner, arrive }
}

describe('a token that arrives', () => {
  test('after Cancel is ended at Plex and kept nowhere', async () => {
    const { world, runner, arrive } = await pollingWorld()
    await runner.cancel()
    await arrive()
    expect(world.state()).toEqual({ phase: 'cancelled', kind: 'strong' })
    expect([world.discarded, world.tokens]).toEqual([['token of pin-1'], []])
  })

  test('after another PIN was made is ended, and that PIN goes on waiting', async () => {
    const { world, runner, arrive } = await pollingWorld()
    await runner.cancel()
    await runner.start('strong')
    await settle()
    await arrive()
    expect(world.state()).toMatchObject({ phase: 'waiting', pin: { id: 'pin-2' } })
    expect([world.discarded, world.tokens]).toEqual([['token of pin-1'], []])
  })

  test('after Cancel was seen and put away is ended as well', async () => {
    const { world, runner, arrive } = await pollingWorld()
    await runner.cancel()
    await runner.dismiss()
    await arrive()
    expect(world.state()).toEqual({ phase: 'idle' })
    expect([world.discarded, world.tokens]).toEqual([['token of pin-1'], []])
  })

  test('a moment after the end of its PIN links', async () => {
    const { world, runner, arrive } = await pollingWorld()
    await world.clock.advance(1_800_000)
    await runner.online()
    expect(world.state().phase).toBe('expired')
    await arrive()
    expect(world.state().phase).toBe('linked')
    expect([world.discarded, world.tokens]).toEqual([[], ['token of pin-1']])
  })

  test('in time links, and nothing is ended', async () => {
    const { world, arrive } = await pollingWorld()
    await arrive()
    expect(world.state().phase).toBe('linked')
    expect([world.discarded, world.tokens]).toEqual([[], ['token of pin-1']])
  })
})

test("what a stop left open of Plex is closed by the next life's first wake", async () => {
  const world = linkWorld()
  world.approved = true
  world.killAt = (step) => step === 'after save linked'
  void world.boot().start('strong')
  await world.clock.advance(6_000)
  expect(world.state().phase).toBe('linked')
  expect(world.log).not.toContain('leave')
  world.killAt = () => false
  await world.boot().resume()
  await settle()
  expect(world.log.at(-1)).toBe('leave')
})
