import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { createNamedTurns, createTurns } from './turns.ts'

/** A task that goes on when the test says so. */
function held(log: string[], name: string) {
  let release = () => {}
  const until = new Promise<void>((resolve) => {
    release = resolve
  })
  const task = async () => {
    log.push(`${name} begins`)
    await until
    log.push(`${name} ends`)
    return name
  }
  return { task, release: () => release() }
}

describe('turns', () => {
  test('are taken one at a time, in order, and give what the task gives', async () => {
    const log: string[] = []
    const inTurn = createTurns()
    const [one, two] = [held(log, 'one'), held(log, 'two')]
    const done = Promise.all([inTurn(one.task), inTurn(two.task)])
    two.release()
    await settle()
    expect(log).toEqual(['one begins'])
    one.release()
    expect(await done).toEqual(['one', 'two'])
    expect(log).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
  })

  test('go on after a task that fails, which hears of it alone', async () => {
    const inTurn = createTurns()
    const failing = inTurn(() => Promise.reject(new Error('no')))
    const next = inTurn(async () => 'next')
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('next')
  })
})

describe('named turns', () => {
  test('of one name wait for each other, those of another do not', async () => {
    const log: string[] = []
    const inTurn = createNamedTurns()
    const [a1, a2, b] = [held(log, 'a1'), held(log, 'a2'), held(log, 'b')]
    const done = [inTurn('a', a1.task), inTurn('a', a2.task), inTurn('b', b.task)]
    await settle()
    expect(log).toEqual(['a1 begins', 'b begins'])
    for (const { release } of [a1, a2, b]) release()
    expect(await Promise.all(done)).toEqual(['a1', 'a2', 'b'])
  })

  test('keep their order for who comes while one fails', async () => {
    const log: string[] = []
    const inTurn = createNamedTurns()
    const failing = inTurn('a', () => Promise.reject(new Error('no')))
    const second = held(log, 'second')
    const done = inTurn('a', second.task)
    await expect(failing).rejects.toThrow('no')
    const third = inTurn('a', async () => void log.push('third'))
    await settle()
    second.release()
    await Promise.all([done, third])
    expect(log).toEqual(['second begins', 'second ends', 'third'])
  })
})
