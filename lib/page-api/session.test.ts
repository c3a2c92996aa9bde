import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answer, asked, failed, GREETING, sessionWorld } from '../test-support/session-world.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a session', () => {
  test('carries requests there and answers back', () => {
    const { ask, last, heard } = sessionWorld()
    ask({ ...asked(1), secretly: 'more' })
    expect(last().posted).toEqual([{ request: asked(1), clicked: true }])
    last().say(answer(1))
    expect(heard).toEqual([answer(1)])
  })

  test('answers each id once, whatever the background says', () => {
    const { ask, last, heard } = sessionWorld()
    ask(asked(1))
    for (const id of [1, 1, 2, '1']) last().say(answer(id))
    expect(heard).toEqual([answer(1)])
  })

  test('sends a request once while it waits, and tells 1 from "1"', () => {
    const { ask, last, sent } = sessionWorld()
    for (const id of [1, 1, '1']) ask(asked(id))
    expect(sent(last())).toEqual([1, '1'])
  })

  test('passes notifications on', () => {
    const { last, heard } = sessionWorld()
    last().say(GREETING)
    expect(heard).toEqual([GREETING])
  })

  test('answers rubbish itself', () => {
    const { ask, last, heard } = sessionWorld()
    ask('rubbish')
    expect(heard).toEqual([failed(null, 'invalid_request')])
    expect(last().posted).toEqual([])
  })
})

describe('a deadline', () => {
  test.each([
    ['token.get', 15_000],
    ['access.request', 180_000],
  ])('for %s is %i ms; the background hears that nobody waits any more', (method, ms) => {
    const { ask, last, heard, sent } = sessionWorld()
    ask(asked(1, method))
    vi.advanceTimersByTime(ms - 1)
    expect(heard).toEqual([])
    vi.advanceTimersByTime(1)
    expect(heard).toEqual([failed(1, 'timeout')])
    expect(sent(last())).toEqual([1, { abandoned: 1 }])
    last().say(answer(1))
    expect(heard).toHaveLength(1)
  })

  test('is not prolonged by a restart of the background', () => {
    const { ask, last, heard } = sessionWorld()
    ask(asked(1))
    vi.advanceTimersByTime(14_000)
    last().drop()
    last().say(GREETING)
    vi.advanceTimersByTime(1_000)
    expect(heard).toEqual([GREETING, failed(1, 'timeout')])
  })

  test('is over with the answer', () => {
    const { ask, last } = sessionWorld()
    ask(asked(1))
    last().say(answer(1))
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('a page that was never let in', () => {
  test.each([
    ['refused', 'after its requests', true],
    ['refused', 'before its requests', false],
  ] as const)('hears nothing at all when it is %s %s', (word, _when, early) => {
    const { ask, last, heard } = sessionWorld({ greet: false })
    const speak = () => {
      ask(asked(1))
      ask('rubbish')
      ask({ ...asked(2), params: 1n })
    }
    if (early) speak()
    last().say(word)
    if (!early) speak()
    vi.advanceTimersByTime(600_000)
    expect(heard).toEqual([])
    expect(last().isClosed).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('hears nothing from a background that never speaks', () => {
    const { ask, heard } = sessionWorld({ greet: false })
    ask(asked(1))
    ask('rubbish')
    vi.advanceTimersByTime(600_000)
    expect(heard).toEqual([])
  })

  test('hears what it missed once it is let in, after the greeting', () => {
    const { ask, last, heard } = sessionWorld({ greet: false })
    ask('rubbish')
    last().say(GREETING)
    expect(heard).toEqual([GREETING, failed(null, 'invalid_request')])
  })
})
