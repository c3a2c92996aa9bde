import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakePage, LINKED, ORIGIN } from '../test-support/fake-page.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const RESTARTING = { error: { reason: 'restarting', code: 4900, retryable: true } }

const outcome = (call: Promise<unknown>) =>
  call.then(
    (result) => ({ result }),
    (error) => ({ error }),
  )

describe('after another announcement', () => {
  test('the page connects again, and what waits is asked once more', async () => {
    const { connected, announce, bridges, last } = fakePage()
    const client = await connected()
    const changed = vi.fn()
    client.addEventListener('change', changed)
    const token = client.getToken()
    announce()
    expect(bridges[0]?.isClosed()).toBe(true)
    expect(last().asked).toEqual([])
    last().greet({ ...LINKED, linked: false })
    expect(changed).toHaveBeenCalledOnce()
    expect(client.state.linked).toBe(false)
    expect(last().asked).toEqual(bridges[0]?.asked)
    last().answer(last().asked[0], 'token')
    expect(await token).toBe('token')
  })

  test('what was asked twice already is not asked again', async () => {
    const { connected, announce, last, bridges } = fakePage()
    const token = outcome((await connected()).getToken())
    for (let round = 0; round < 2; round++) {
      announce()
      last().greet()
    }
    expect(await token).toMatchObject(RESTARTING)
    expect(bridges.map(({ asked }) => asked.length)).toEqual([1, 1, 0])
  })

  test.each([
    ['of another window', {}, ORIGIN],
    ['from another origin', undefined, 'https://elsewhere.test'],
  ])('a message %s is none', async (_, source, origin) => {
    const { connected, say, bridges } = fakePage()
    await connected()
    say({ foyer: 'announce', version: 1 }, source, origin)
    say('rubbish')
    say(null)
    say({ foyer: 'connect', version: 1 })
    expect(bridges).toHaveLength(1)
  })
})

describe('when Foyer stops under a request', () => {
  test('it is asked once more, on a line that is opened anew', async () => {
    const { connected, bridges, last } = fakePage()
    const client = await connected()
    const both = Promise.all([client.getToken(), client.getAccount()])
    for (const request of [...last().asked]) bridges[0]?.fail(request, 'restarting')
    expect(bridges).toHaveLength(2)
    last().greet()
    for (const request of [...last().asked]) last().answer(request, request.method)
    expect(await both).toEqual(['token.get', 'account.get'])
  })

  test('and stops again, the page hears of it', async () => {
    const { connected, last } = fakePage()
    const token = outcome((await connected()).getToken())
    last().fail(last().asked[0], 'restarting')
    last().greet()
    last().fail(last().asked[0], 'restarting')
    expect(await token).toMatchObject(RESTARTING)
  })

  test('and is never seen again, each call ends within 5 s', async () => {
    const { connected, last, bridges } = fakePage()
    const client = await connected()
    const first = outcome(client.getToken())
    last().fail(last().asked[0], 'restarting')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await first).toMatchObject(RESTARTING)
    const second = outcome(client.getToken())
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await second).toMatchObject(RESTARTING)
    expect(bridges).toHaveLength(3)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('calls that come meanwhile wait for it', async () => {
    const { connected, announce, last } = fakePage()
    const client = await connected()
    announce()
    const token = client.getToken()
    expect(last().asked).toEqual([])
    last().greet()
    last().answer(last().asked[0], 'token')
    expect(await token).toBe('token')
  })
})
