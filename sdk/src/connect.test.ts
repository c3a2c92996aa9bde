import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakePage, LINKED, ORIGIN } from '../test-support/fake-page.ts'
import { connect } from './connect.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('connect', () => {
  test('asks its own window, for its own origin alone', async () => {
    const { connected, posts } = fakePage()
    expect((await connected()).state).toEqual(LINKED)
    expect(posts).toEqual([{ data: { foyer: 'connect', version: 1 }, target: ORIGIN }])
  })

  test('gives null once its time is over, and no sooner', async () => {
    const { connect } = fakePage()
    const answer = vi.fn()
    void connect({ timeout: 300 }).then(answer)
    await vi.advanceTimersByTimeAsync(299)
    expect(answer).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(answer).toHaveBeenCalledWith(null)
  })

  test.each([
    ['no time', undefined, 500],
    ['zero', 0, 1],
    ['less than nothing', -5, 1],
    ['no number', Number.NaN, 1],
  ])('with %s it ends after %s → %i ms', async (_, timeout, ms) => {
    const { connect } = fakePage()
    const answer = connect({ timeout })
    await vi.advanceTimersByTimeAsync(ms)
    expect(await answer).toBe(null)
  })

  test('opens one line, however many ask', async () => {
    const { connect, bridges, last } = fakePage()
    const both = Promise.all([connect(), connect({ timeout: 9 })])
    last().greet()
    const [one, other] = await both
    expect(one).toBe(other)
    expect(await connect()).toBe(one)
    expect(bridges).toHaveLength(1)
  })

  test('with no end to its patience it waits for the person to allow the site', async () => {
    const { connect, announce, last, bridges } = fakePage()
    const late = connect({ timeout: Number.POSITIVE_INFINITY })
    expect(await Promise.race([connect({ timeout: 0 }), vi.advanceTimersByTimeAsync(1)])).toBe(null)
    await vi.advanceTimersByTimeAsync(3_600_000)
    announce()
    expect(bridges).toHaveLength(2)
    last().greet()
    expect((await late)?.state).toEqual(LINKED)
  })

  test('hears a Foyer that greets late', async () => {
    const { connect, last } = fakePage()
    const early = connect()
    await vi.advanceTimersByTimeAsync(500)
    expect(await early).toBe(null)
    last().greet()
    expect((await connect())?.state).toEqual(LINKED)
  })

  test('its signal ends it with null, before and while it waits', async () => {
    const { connect, connected } = fakePage()
    const signal = AbortSignal.abort()
    expect(await connect({ signal })).toBe(null)
    const control = new AbortController()
    const waiting = connect({ timeout: Number.POSITIVE_INFINITY, signal: control.signal })
    control.abort()
    expect(await waiting).toBe(null)
    await connected()
    expect(await connect({ signal })).toBe(null)
  })

  test('leaves no timer behind', async () => {
    const { connected } = fakePage()
    await connected()
    expect(vi.getTimerCount()).toBe(0)
  })

  test('gives null at once where the origin is opaque', async () => {
    const { connect } = fakePage({ origin: 'null' })
    expect(await connect({ timeout: Number.POSITIVE_INFINITY })).toBe(null)
  })

  test('gives null where there is no page, e.g. on a server', async () => {
    expect(typeof window).toBe('undefined')
    expect(await connect()).toBe(null)
  })
})

describe('what is known before anybody waits', () => {
  test('nothing, then that Foyer is not here', async () => {
    const { connect, known } = fakePage()
    expect(known()).toBe(undefined)
    void connect({ timeout: 0 })
    await vi.advanceTimersByTimeAsync(499)
    expect(known()).toBe(undefined)
    await vi.advanceTimersByTimeAsync(1)
    expect(known()).toBe(null)
  })

  test('nothing, then the client', async () => {
    const { connected, known } = fakePage()
    const client = await connected()
    expect(known()).toBe(client)
  })
})
