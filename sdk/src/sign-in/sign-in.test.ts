import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakePage, LINKED } from '../../test-support/fake-page.ts'
import { CLAIMED, fakePlex, fakeStorage, fakeWindow } from '../../test-support/fake-plex.ts'
import type { SignInOptions } from './options.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const ASK = { product: 'Reel Notes', scopes: ['account', 'token'] } as const
const TOKEN = { token: 'site-1', clientIdentifier: 'c1', product: 'media.test via Foyer' }
const USER = { id: '7', uuid: 'u7', username: 'ann', title: 'Ann', thumb: '' }

/** A page that has just loaded the SDK, with Plex in reach. */
async function load() {
  vi.resetModules()
  const foyer = fakePage()
  const plex = fakePlex({ look: () => ({ body: CLAIMED }) })
  fakeStorage()
  const { open } = fakeWindow()
  vi.stubGlobal('window', Object.assign(foyer.page, { open }))
  const { connect } = await import('../connect.ts')
  const { signIn } = await import('./sign-in.ts')
  const outcome = (options: SignInOptions = ASK) =>
    signIn(options).then(
      (signedIn) => ({ signedIn }),
      (error) => ({ error }),
    )
  return { ...foyer, ...plex, open, connect, outcome }
}

/** The same, with a Foyer that has greeted it. */
async function loadWithFoyer(state = LINKED) {
  const page = await load()
  const connecting = page.connect()
  page.last().greet(state)
  await connecting
  /** Answers whatever was asked last. */
  const answer = async (method: string, result: unknown) => {
    await vi.advanceTimersByTimeAsync(0)
    const request = page.last().asked.at(-1)
    expect(request?.method).toBe(method)
    page.last().answer(request, result)
  }
  return { ...page, answer }
}

describe('signing in with Foyer', () => {
  test('takes one approval and no window', async () => {
    const { outcome, answer, last, open, asked } = await loadWithFoyer()
    const steps = vi.fn()
    const ended = outcome({ ...ASK, reason: 'To count.', onStep: steps })
    expect(steps.mock.calls).toEqual([[{ via: 'foyer' }]])
    expect(last().asked[0]?.params).toEqual({ scopes: ASK.scopes, reason: 'To count.' })
    await answer('access.request', {})
    await answer('token.get', { ...TOKEN, kind: 'site', expiresAt: null })
    await answer('account.get', USER)
    expect(await ended).toEqual({ signedIn: { via: 'foyer', ...TOKEN, user: USER } })
    expect(open).not.toHaveBeenCalled()
    expect(asked).toEqual([])
  })

  test('asks for the account only where that is wanted', async () => {
    const { outcome, answer } = await loadWithFoyer()
    const ended = outcome({ ...ASK, scopes: ['token'] })
    await answer('access.request', {})
    await answer('token.get', TOKEN)
    expect(await ended).toEqual({ signedIn: { via: 'foyer', ...TOKEN } })
  })

  test('keeps the token where the account can’t be told', async () => {
    const { outcome, answer, last } = await loadWithFoyer()
    const ended = outcome()
    await answer('access.request', {})
    await answer('token.get', TOKEN)
    await vi.advanceTimersByTimeAsync(0)
    last().fail(last().asked.at(-1), 'plex_unavailable')
    expect(await ended).toEqual({ signedIn: { via: 'foyer', ...TOKEN } })
  })

  test('a person who denies it is not asked by Plex as well', async () => {
    const { outcome, last, open } = await loadWithFoyer()
    const ended = outcome()
    last().fail(last().asked[0], 'denied')
    expect(await ended).toMatchObject({ error: { reason: 'denied', retryable: false } })
    expect(open).not.toHaveBeenCalled()
  })

  test('goes on at Plex where Foyer has left the page', async () => {
    const { outcome, last, open } = await loadWithFoyer()
    const ended = outcome()
    last().fail(last().asked[0], 'restarting')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(open).toHaveBeenCalledOnce()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await ended).toMatchObject({ signedIn: { via: 'plex', token: 'tok-1' } })
  })

  test.each(['not_linked', 'locked', 'unauthorized'] as const)(
    'goes on at Plex where it turns out to be %s',
    async (reason) => {
      const { outcome, last } = await loadWithFoyer()
      const ended = outcome()
      last().fail(last().asked[0], reason)
      await vi.advanceTimersByTimeAsync(1_000)
      expect(await ended).toMatchObject({ signedIn: { via: 'plex', token: 'tok-1' } })
    },
  )
})

describe('signing in without Foyer', () => {
  test.each([
    ['is not signed in to Plex', { ...LINKED, linked: false }],
    ['is locked', { ...LINKED, locked: true }],
  ])('Plex’s window opens within the click where Foyer %s', async (_, state) => {
    const { outcome, open } = await loadWithFoyer(state)
    const ended = outcome()
    expect(open).toHaveBeenCalledOnce()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await ended).toMatchObject({ signedIn: { via: 'plex' } })
  })

  test('Plex’s window opens within the click where Foyer has had its time', async () => {
    const { connect, outcome, open } = await load()
    void connect()
    await vi.advanceTimersByTimeAsync(500)
    void outcome()
    expect(open).toHaveBeenCalledOnce()
  })

  test('where nobody has looked for Foyer yet, it is waited for no longer than a click lasts', async () => {
    const { outcome, open } = await load()
    void outcome()
    expect(open).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(500)
    expect(open).toHaveBeenCalledOnce()
  })

  test('a page may leave Foyer aside', async () => {
    const { outcome, open, last } = await loadWithFoyer()
    void outcome({ ...ASK, via: 'plex' })
    expect(open).toHaveBeenCalledOnce()
    expect(last().asked).toEqual([])
  })
})

describe('each sign-in', () => {
  test('ends the one before it', async () => {
    const { outcome, answer, asked } = await loadWithFoyer()
    const first = outcome({ ...ASK, via: 'plex' })
    await vi.advanceTimersByTimeAsync(500)
    const second = outcome({ ...ASK, scopes: ['token'] })
    expect(await first).toMatchObject({ error: { name: 'AbortError' } })
    await answer('access.request', {})
    await answer('token.get', TOKEN)
    expect(await second).toMatchObject({ signedIn: { via: 'foyer' } })
    expect(asked).toHaveLength(1)
  })

  test('can be called off, before and after it has begun', async () => {
    const { outcome, open, last } = await loadWithFoyer()
    const error = new Error('enough')
    expect(await outcome({ ...ASK, signal: AbortSignal.abort(error) })).toEqual({ error })
    expect(last().asked).toEqual([])
    const control = new AbortController()
    const ended = outcome({ ...ASK, signal: control.signal })
    control.abort(error)
    expect(await ended).toEqual({ error })
    expect(open).not.toHaveBeenCalled()
  })

  test.each([
    ['a product', { product: '' }],
    ['the scope "token"', { product: 'Reel Notes', scopes: ['account'] as const }],
  ])('needs %s', async (_, options) => {
    const { outcome } = await load()
    expect(await outcome(options)).toMatchObject({
      error: { reason: 'invalid_params', code: -32602 },
    })
  })
})
