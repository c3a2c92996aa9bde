import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { memoryArea } from '../test-support/memory-area.ts'
import { onceASession } from './once-a-session.ts'

function setUp() {
  const area = memoryArea()
  const done = { times: 0, fails: false }
  /** A background; the next one starts with the same area. */
  const boot = () =>
    onceASession(area, 'settled', async () => {
      done.times++
      if (done.fails) throw new Error('not now')
    })
  return { area, done, boot }
}

describe('what is done once a session', () => {
  test('is done once, however often we are stopped, and again in the next', async () => {
    const { area, done, boot } = setUp()
    await boot()()
    const again = boot()
    await again()
    await again()
    expect(done.times).toBe(1)
    await area.remove(['settled'])
    await again()
    expect(done.times).toBe(2)
  })

  test('is shared by all who ask at once', async () => {
    const { done, boot } = setUp()
    const run = boot()
    await Promise.all([run(), run(), run()])
    expect(done.times).toBe(1)
  })

  test('is done again where it failed, and who asked hears of it', async () => {
    const { done, boot } = setUp()
    const run = boot()
    done.fails = true
    await expect(run()).rejects.toThrow('not now')
    done.fails = false
    await run()
    expect(done.times).toBe(2)
  })

  test('is done again where we were stopped in the middle of it', async () => {
    const { area, done, boot } = setUp()
    const stopped = onceASession(area, 'settled', () => new Promise(() => {}))
    void stopped()
    await settle()
    await boot()()
    expect(done.times).toBe(1)
  })

  test('does not hinder what else is done once', async () => {
    const { area, done, boot } = setUp()
    await onceASession(area, 'other', async () => {})()
    await boot()()
    expect(done.times).toBe(1)
  })
})
