import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { gate, linkWorld } from '../test-support/link-world.ts'

type World = ReturnType<typeof linkWorld>

/** The browser's alarms while they are armed, and the person, who approves after a while. */
async function live(world: World, seconds: number): Promise<void> {
  for (let n = 0; n < seconds / 15 && world.state().phase !== 'linked'; n++) {
    await world.clock.advance(15_000)
    if (world.armed) await Promise.race([world.boot().resume(), settle()])
  }
  await settle()
}

/** The PINs that Plex's page was opened for, each as often as that. */
const opened = ({ log }: World) => log.filter((entry) => entry.startsWith('open'))

/** Each step that a background takes on its way from the click to the token. */
async function stepsOfASignIn(): Promise<string[]> {
  const world = linkWorld()
  const steps: string[] = []
  world.killAt = (step) => {
    steps.push(step)
    return false
  }
  world.approved = true
  void world.boot().start('strong')
  await world.clock.advance(6_000)
  expect(world.state().phase).toBe('linked')
  return steps
}

const STEPS = await stepsOfASignIn()

describe('a background that is killed', () => {
  test.each(STEPS.map((step, n) => [n, step] as const))(
    'at step %i, %s, still links in its next life',
    async (n) => {
      const world = linkWorld()
      world.approved = true
      let step = 0
      world.killAt = () => step++ === n
      void world.boot().start('strong')
      await world.clock.advance(1)
      const wasStarted = world.state().phase !== 'idle'
      await world.clock.advance(6_000)
      // The click is on disk, or it was lost with the popup that still shows the button.
      await Promise.race([world.boot().resume(), settle()])
      if (!wasStarted) await world.boot().start('strong')
      await live(world, 60)
      expect(world.state().phase).toBe('linked')
      expect(new Set(world.tokens).size).toBe(1)
      expect(new Set(opened(world)).size).toBe(opened(world).length)
    },
  )

  test('again and again, at any time, links in the end and never asks twice within a second', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 8_000 }), { maxLength: 15 }),
        fc.integer({ min: 0, max: 30_000 }),
        async (lives, approvedAfter) => {
          const world = linkWorld()
          const began = world.clock.now()
          await world.boot().start('strong')
          await settle()
          for (const life of lives) {
            await world.clock.advance(life)
            world.approved ||= world.clock.now() - began > approvedAfter
            await world.boot().resume()
          }
          world.approved = true
          await live(world, 60)
          expect(world.state().phase).toBe('linked')
          expect(world.posts()).toBe(1)
          world.polls.slice(1).forEach((time, n) => {
            expect(time - (world.polls[n] ?? 0)).toBeGreaterThanOrEqual(1_000)
          })
        },
      ),
      { numRuns: 40 },
    )
  })

  test('for more than a minute during a start wakes up idle, without a request', async () => {
    const world = linkWorld({ phase: 'creating', kind: 'strong', startedAt: 1_000_000_000 })
    await world.clock.advance(60_001)
    await world.boot().resume()
    expect(world.state()).toEqual({ phase: 'idle' })
    expect(world.posts()).toBe(0)
  })
})

describe('a write that fails', () => {
  test('at the click starts nothing, and the click hears of it', async () => {
    const world = linkWorld()
    world.saveFails = 1
    await expect(world.boot().start('strong')).rejects.toThrow('the disk is full')
    await settle()
    expect(world.log).toEqual([])
  })

  test('of a token loses nothing: the next beat fetches it again', async () => {
    const world = linkWorld()
    await world.boot().start('strong')
    await settle()
    world.approved = true
    // The poll's own mark is written, the token is not.
    world.killAt = (step) => {
      if (step === 'after GET') world.saveFails = world.gets() === 1 ? 1 : 0
      return false
    }
    await world.clock.advance(5_500)
    expect([world.state().phase, world.tokens]).toEqual(['waiting', []])
    await world.clock.advance(5_000)
    expect([world.state().phase, world.tokens]).toEqual(['linked', ['token of pin-1']])
  })
})

describe('the person', () => {
  /** They cancel a start while Plex is still asked for its PIN. */
  async function cancelledWhileAsked() {
    const world = linkWorld()
    const runner = world.boot()
    const answer = gate()
    world.slow = answer.closed
    await runner.start('strong')
    await runner.cancel()
    return { world, runner, answer }
  }

  test('is never behind the network: cancelling a slow start is done at once', async () => {
    const { world, answer } = await cancelledWhileAsked()
    expect(world.state().phase).toBe('cancelled')
    answer.open()
    await settle()
    expect(world.state().phase).toBe('cancelled')
    expect(world.log).not.toContain('open pin-1')
  })

  test('who changes their mind about the kind of PIN during a slow start gets the kind they chose', async () => {
    const { world, runner, answer } = await cancelledWhileAsked()
    await runner.start('short')
    answer.open()
    await settle()
    const { pin, kind } = world.state() as { pin: { id: string }; kind: string }
    expect(kind).toBe('short')
    expect(world.pins.find((made) => made.pin.id === pin.id)?.kind).toBe('short')
  })
})
