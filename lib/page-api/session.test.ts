import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answer, asked, failed, GREETING, sessionWorld } from '../test-support/session-world.ts'
import { type Downward, REFUSED } from './wire.ts'

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

const greeting = (locked: boolean) =>
  ({ ...(GREETING as object), params: { locked } }) as unknown as Downward

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

  test('says that Foyer is locked where it is, and no longer once it is not', () => {
    const { ask, last, heard } = sessionWorld()
    for (const [id, locked] of [true, false].entries()) {
      last().say(greeting(locked))
      ask(asked(id))
      vi.advanceTimersByTime(15_000)
    }
    expect(heard.slice(1, 2)).toEqual([failed(0, 'locked')])
    expect(heard.slice(3)).toEqual([failed(1, 'timeout')])
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

describe('a page that asks too much', () => {
  function flood(count: number, method = () => 'token.get') {
    const world = sessionWorld()
    world.state.isInMeasure = false
    for (let n = 0; n < count; n++) world.ask(asked(n, method()))
    const told = () =>
      world.last().posted.flatMap((message) => ('surplus' in message ? [message.surplus] : []))
    return { ...world, told }
  }

  test('is answered here, each time, and the background is left alone', () => {
    const { heard, last } = flood(3)
    expect(heard).toEqual([0, 1, 2].map((id) => failed(id, 'rate_limited')))
    expect(last().posted).toEqual([])
  })

  test('is heard again when it is in measure', () => {
    const { ask, state, last, sent } = flood(3)
    state.isInMeasure = true
    ask(asked(7))
    expect(sent(last())).toEqual([7])
  })

  test('is told of once a second, with how often', () => {
    const { ask, told } = flood(10_000)
    vi.advanceTimersByTime(1_000)
    ask(asked('more', 'account.get'))
    vi.advanceTimersByTime(999)
    expect(told()).toEqual([[['token.get', 10_000]]])
    vi.advanceTimersByTime(1)
    expect(told()).toEqual([[['token.get', 10_000]], [['account.get', 1]]])
    vi.advanceTimersByTime(60_000)
    expect(told()).toHaveLength(2)
  })

  test('and makes up names is told of with a few, and none that is long', () => {
    let n = 0
    const { told } = flood(100, () => (n++ % 2 ? 'x'.repeat(41) : `name-${n}`))
    vi.advanceTimersByTime(1_000)
    const [counts = []] = told()
    expect(counts).toHaveLength(16)
    expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(100)
  })

  test('and leaves is told of as it leaves; while nobody hears, later', () => {
    const { session, told, last, ask, state, ports } = flood(2)
    session.rest()
    expect(told()).toEqual([[['token.get', 2]]])
    ask(asked('a'))
    vi.advanceTimersByTime(1_000)
    state.isInMeasure = true
    ask(asked('b'))
    expect(ports).toHaveLength(2)
    state.isInMeasure = false
    ask(asked('c'))
    vi.advanceTimersByTime(1_000)
    expect(last().posted.at(-1)).toEqual({ surplus: [['token.get', 2]] })
  })

  test('and was never let in hears nothing', () => {
    const { ask, heard, state, last } = sessionWorld({ greet: false })
    state.isInMeasure = false
    ask(asked(1))
    last().say(REFUSED)
    expect(heard).toEqual([])
  })
})
