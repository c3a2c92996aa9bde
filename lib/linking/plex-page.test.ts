import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { T0, WAITING } from '../test-support/link-states.ts'
import { linkWorld } from '../test-support/link-world.ts'
import { step } from './machine.ts'
import type { Waiting } from './state.ts'

describe("Plex's page", () => {
  const look = (at: number) => ({ type: 'look', occasion: 'wake', watched: false, at }) as const
  const opens = (state: Waiting, at: number) => step(state, look(at)).effects.map((it) => it.type)
  const owed: Waiting = { ...WAITING, plexOpened: false }

  test('that never came up is opened at the next look, for a minute', () => {
    expect(opens(owed, T0 + 500)).toEqual(['open_plex'])
    expect(opens(owed, T0 + 60_000)).toEqual(['open_plex', 'poll'])
    expect(opens(owed, T0 + 60_001)).toEqual(['poll'])
    expect(opens({ ...owed, kind: 'short' }, T0 + 500)).toEqual([])
  })

  test('that came up is not opened again', () => {
    const { state } = step(owed, { type: 'plex_tab_opened', pinId: 'pin-1', at: T0 })
    expect(opens(state as Waiting, T0 + 500)).toEqual([])
  })

  test('that came up only after Cancel is closed', () => {
    const state = { phase: 'cancelled', kind: 'strong' } as const
    const event = { type: 'plex_tab_opened', pinId: 'pin-1', at: T0 } as const
    expect(step(state, event)).toEqual({ state, effects: [{ type: 'leave_plex' }] })
  })
})

describe("a background that is killed on the way to Plex's page", () => {
  const opened = ({ log }: ReturnType<typeof linkWorld>) =>
    log.filter((entry) => entry.startsWith('open'))

  async function killedAt(step: string) {
    const world = linkWorld()
    world.killAt = (other) => other === step
    void world.boot().start('strong')
    await settle()
    world.killAt = () => false
    return world
  }

  test('opens it in its next life, once, however often it is woken and stopped', async () => {
    const world = await killedAt('before open')
    expect(opened(world)).toEqual([])
    for (let n = 0; n < 3; n++) {
      const runner = world.boot()
      await Promise.all([runner.resume(), runner.resume()])
      await world.clock.advance(2_000)
    }
    expect([opened(world), world.posts()]).toEqual([['open pin-1'], 1])
    expect(world.log).not.toContain('front pin-1')
  })

  test('opens no second one where only the word of it was lost', async () => {
    const world = await killedAt('after open')
    await world.boot().resume()
    await world.clock.advance(10_000)
    expect(opened(world)).toEqual(['open pin-1'])
  })

  test("opens none where the person has closed Plex's tab since", async () => {
    const world = await killedAt('after open')
    world.plexTab = false
    await world.boot().plexTabClosed()
    await world.clock.advance(10_000)
    expect(opened(world)).toEqual(['open pin-1'])
  })

  test('opens none long after the click, until the person asks', async () => {
    const world = await killedAt('before open')
    await world.clock.advance(60_001)
    const runner = world.boot()
    await runner.resume()
    await settle()
    expect(opened(world)).toEqual([])
    await runner.reopenPlex()
    await settle()
    expect(opened(world)).toEqual(['open pin-1'])
  })
})
