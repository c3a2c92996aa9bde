import { afterEach, beforeEach, describe, expect, expectTypeOf, test, vi } from 'vitest'
import type { GrantInfo, PageState, Request } from '../../lib/page-api/protocol.ts'
import { fakePage, LINKED } from '../test-support/fake-page.ts'
import type { FoyerClient } from './client.ts'
import { FoyerError } from './error.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const GRANT: GrantInfo = { scopes: ['token'], tokenKind: 'site', expiresAt: null }

/** What a call ends with, without anybody having to catch it in time. */
const outcome = (call: Promise<unknown>) =>
  call.then(
    (result) => ({ result }),
    (error) => ({ error }),
  )

describe('a client', () => {
  const calls: [string, (client: FoyerClient) => Promise<unknown>, Partial<Request>][] = [
    [
      'requestAccess',
      (it) => it.requestAccess({ scopes: ['token'], reason: 'To count.' }),
      { method: 'access.request', params: { scopes: ['token'], reason: 'To count.' } },
    ],
    [
      'requestAccess without a reason',
      (it) => it.requestAccess({ scopes: ['account'] }),
      { method: 'access.request', params: { scopes: ['account'] } },
    ],
    ['getToken', (it) => it.getToken(), { method: 'token.get' }],
    [
      'getToken, asked anew',
      (it) => it.getToken({ refresh: true }),
      { method: 'token.get', params: { refresh: true } },
    ],
    ['getAccount', (it) => it.getAccount(), { method: 'account.get' }],
    ['getServers', (it) => it.getServers(), { method: 'servers.list' }],
  ]

  test.each(calls)('%s asks and gives the answer', async (_, call, request) => {
    const { connected, last } = fakePage()
    const answer = call(await connected())
    const [asked] = last().asked
    expect(asked).toEqual({ jsonrpc: '2.0', id: 1, params: undefined, ...request })
    last().answer(asked, GRANT)
    expect(await answer).toEqual(GRANT)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('release gives nothing', async () => {
    const { connected, last } = fakePage()
    const released = (await connected()).release()
    expect(last().asked).toMatchObject([{ method: 'access.release' }])
    last().answer(last().asked[0], null)
    expect(await released).toBe(undefined)
  })

  test('tells each caller the answer to its own question', async () => {
    const { connected, last } = fakePage()
    const client = await connected()
    const both = Promise.all([client.getAccount(), client.getServers()])
    const [first, second] = last().asked
    last().answer(second, ['b'])
    last().answer(first, 'a')
    last().answer(first, 'again')
    expect(await both).toEqual(['a', ['b']])
  })

  test('knows the last state, and tells of each change', async () => {
    const { connected, last } = fakePage()
    const client = await connected()
    const heard: PageState[] = []
    client.addEventListener('change', ({ detail }) => heard.push(detail))
    const granted = { ...LINKED, grant: GRANT }
    last().greet(granted)
    expect(heard).toEqual([granted])
    expect(client.state).toEqual(granted)
  })

  test('turns an error into a FoyerError', async () => {
    const { connected, last } = fakePage()
    const refused = outcome((await connected()).getToken())
    last().fail(last().asked[0], 'offline')
    const { error } = (await refused) as { error: FoyerError }
    expect(error).toBeInstanceOf(FoyerError)
    expect(error).toMatchObject({ code: 4900, reason: 'offline', retryable: true })
    expect(last().asked).toHaveLength(1)
  })

  test.each([
    ['getToken', 20_000],
    ['requestAccess', 200_000],
  ] as const)('%s ends after %i ms, whatever has become of Foyer', async (method, ms) => {
    const { connected } = fakePage()
    const client = await connected()
    const ended = vi.fn()
    void outcome(client[method]({ scopes: ['token'] })).then(ended)
    await vi.advanceTimersByTimeAsync(ms - 1)
    expect(ended).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(ended.mock.calls).toMatchObject([[{ error: { reason: 'timeout', retryable: true } }]])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('a signal ends a call with its own reason, and a late answer harms nobody', async () => {
    const { connected, last } = fakePage()
    const client = await connected()
    const control = new AbortController()
    const call = outcome(client.getToken({ signal: control.signal }))
    control.abort(new Error('enough'))
    expect(await call).toEqual({ error: new Error('enough') })
    last().answer(last().asked[0], 'late')
    expect(await outcome(client.getToken({ signal: AbortSignal.abort('before') }))).toEqual({
      error: 'before',
    })
    expect(last().asked).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('has types that a page can rely on', () => {
    expectTypeOf<FoyerClient['state']>().toEqualTypeOf<PageState>()
    expectTypeOf<FoyerClient['requestAccess']>().returns.resolves.toEqualTypeOf<GrantInfo>()
    expectTypeOf<FoyerClient['release']>().returns.resolves.toBeVoid()
    expectTypeOf<FoyerError['retryable']>().toBeBoolean()
  })
})
