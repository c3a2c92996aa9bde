import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { answer, asked, failed, GREETING, sessionWorld } from '../test-support/session-world.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a background that is stopped', () => {
  test('gets again, with the same ids, what it has not answered', () => {
    const { ask, last, ports, heard, sent } = sessionWorld()
    for (const id of [1, 'b', 3]) ask(asked(id))
    last().say(answer(1))
    last().drop()
    expect(ports).toHaveLength(2)
    expect(sent(last())).toEqual(['b', 3])
    last().say(GREETING)
    last().say(answer('b'))
    last().say(answer('b'))
    expect(heard).toEqual([answer(1), GREETING, answer('b')])
  })

  test('is told the second time that nobody has just clicked', () => {
    const { ask, last } = sessionWorld()
    ask(asked(1))
    last().drop()
    expect(last().posted).toEqual([{ request: asked(1), clicked: false }])
  })

  test('is left alone until there is something to say', () => {
    const { ask, last, ports, sent, session } = sessionWorld()
    last().drop()
    expect([ports.length, session.isAttached()]).toEqual([1, false])
    ask(asked(1))
    expect(sent(last())).toEqual([1])
    expect([ports.length, session.isAttached()]).toEqual([2, true])
  })

  test('too often without a word is given up, and tried again with the next request', () => {
    const { ask, last, ports, heard } = sessionWorld()
    ask(asked(1))
    for (let n = 0; n < 4; n++) last().drop()
    expect(heard).toEqual([failed(1, 'restarting')])
    expect(ports).toHaveLength(4)
    ask(asked(2))
    expect(ports).toHaveLength(5)
  })

  test('and refuses the page in its next life: that is 4100, then and for all that follows', () => {
    const { ask, last, heard } = sessionWorld()
    ask(asked(1))
    last().drop()
    last().say('refused')
    ask(asked(2))
    expect(heard).toEqual([failed(1, 'unauthorized'), failed(2, 'unauthorized')])
    expect(last().isClosed).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('for good, since the extension is gone, leaves no request without an answer', () => {
    const { ask, last, heard, state } = sessionWorld()
    ask(asked(1))
    state.isGone = true
    last().drop()
    ask(asked(2))
    expect(heard).toEqual([failed(1, 'restarting'), failed(2, 'restarting')])
  })
})

describe('a session that is revived', () => {
  test('takes a new port before it leaves the old one, and sends everything again', () => {
    const { ask, ports, session, sent } = sessionWorld()
    ask(asked(1))
    session.revive()
    const [old, fresh] = ports
    expect([old?.isClosed, fresh?.isClosed]).toEqual([true, false])
    expect(fresh && sent(fresh)).toEqual([1])
  })

  test('does not mind the late end of its old port', () => {
    const { ask, ports, session, heard } = sessionWorld()
    ask(asked(1))
    session.revive()
    ports[0]?.drop()
    expect([ports.length, heard, session.isAttached()]).toEqual([2, [], true])
  })

  test('stays as it is where it had ended', () => {
    const { last, ports, session } = sessionWorld()
    last().say('refused')
    session.revive()
    expect(ports).toHaveLength(1)
  })
})

test('a session that gives way to newer ones answers what waits, and what still comes', () => {
  const { ask, session, heard, last } = sessionWorld()
  ask(asked(1))
  session.close()
  ask(asked(2))
  expect(heard).toEqual([failed(1, 'restarting'), failed(2, 'restarting')])
  expect(last().isClosed).toBe(true)
})
