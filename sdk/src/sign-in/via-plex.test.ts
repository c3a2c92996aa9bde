import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  CLAIMED,
  fakePlex,
  fakeStorage,
  fakeWindow,
  PIN,
  type PlexAnswer,
} from '../../test-support/fake-plex.ts'
import { type SignInOptions, type SignInStep, toTask } from './options.ts'
import { viaPlex } from './via-plex.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Signs in at a plex.tv, in a browser. */
function start(
  routes: Parameters<typeof fakePlex>[0],
  { isBlocked = false, ...options }: Partial<SignInOptions> & { isBlocked?: boolean } = {},
) {
  const plex = fakePlex(routes)
  const kept = fakeStorage()
  const browser = fakeWindow({ isBlocked })
  vi.stubGlobal('location', { href: 'https://app.test/notes/' })
  const control = new AbortController()
  const steps: SignInStep[] = []
  const task = toTask(
    { product: 'Reel Notes', onStep: (step) => steps.push(step), ...options },
    control.signal,
  )
  const ended = viaPlex(task).then(
    (signedIn) => ({ signedIn }),
    (error) => ({ error }),
  )
  return { ...plex, ...browser, kept, control, steps, ended }
}

describe('signing in at Plex', () => {
  test('gives the token, the identity to use it with, and the user', async () => {
    const { ended, asked, kept } = start({ look: (nth) => ({ body: nth < 3 ? PIN : CLAIMED }) })
    await vi.advanceTimersByTimeAsync(3_000)
    const clientIdentifier = [...kept.values()][0]
    expect(await ended).toEqual({
      signedIn: {
        via: 'plex',
        token: 'tok-1',
        clientIdentifier,
        product: 'Reel Notes',
        user: { id: '7', uuid: 'u7', username: 'ann', title: 'Ann', thumb: 'https://t.test/' },
      },
    })
    for (const { headers } of asked) {
      expect(headers['X-Plex-Client-Identifier']).toBe(clientIdentifier)
    }
    expect(vi.getTimerCount()).toBe(0)
  })

  test('opens its window before anything else, and sends it to Plex with no way back', async () => {
    const { open, opened, control, steps } = start({})
    expect(open).toHaveBeenCalledOnce()
    expect(opened.addresses).toEqual([])
    await vi.advanceTimersByTimeAsync(0)
    expect(opened.opener).toBe(null)
    expect(opened.addresses).toHaveLength(1)
    expect(steps).toMatchObject([{ via: 'plex', isBlocked: false, url: opened.addresses[0] }])
    control.abort()
  })

  test('says nothing of the PIN’s id to any page, and nothing of the token in an address', async () => {
    const { asked, ended, opened } = start({ look: () => ({ body: CLAIMED }) })
    await vi.advanceTimersByTimeAsync(1_000)
    await ended
    const [url = ''] = opened.addresses
    expect(url).toMatch(/^https:\/\/app\.plex\.tv\/auth#\?clientID=\w{32}&code=m6mijjn177/)
    expect(url).toContain('context%5Bdevice%5D%5Bproduct%5D=Reel%20Notes')
    expect(url).not.toContain(String(PIN.id))
    expect(asked.map(({ url }) => url).join()).not.toContain('tok-1')
  })

  test('offers a link where the browser blocks the window, and goes on', async () => {
    const { steps, ended } = start(
      { look: () => ({ body: CLAIMED }) },
      { isBlocked: true, forwardUrl: 'https://app.test/done' },
    )
    await vi.advanceTimersByTimeAsync(1_000)
    const expiresAt = Date.now() - 1_000 + 1_800_000
    const url = expect.stringContaining('&forwardUrl=https%3A%2F%2Fapp.test%2Fdone')
    expect(steps).toEqual([{ via: 'plex', isBlocked: true, expiresAt, url }])
    expect(await ended).toMatchObject({ signedIn: { token: 'tok-1' } })
  })

  test('tells Plex the whole address of a page that is named as a link would', async () => {
    const { opened, control } = start({}, { forwardUrl: 'signed-in.html' })
    await vi.advanceTimersByTimeAsync(0)
    expect(opened.addresses[0]).toMatch(
      /&forwardUrl=https%3A%2F%2Fapp\.test%2Fnotes%2Fsigned-in\.html$/,
    )
    control.abort()
  })

  test('takes a window that was closed before there was a PIN for a blocked one', async () => {
    const { opened, steps, control } = start({})
    opened.closed = true
    await vi.advanceTimersByTimeAsync(0)
    expect(steps).toMatchObject([{ isBlocked: true }])
    control.abort()
  })

  test('does not believe a window that looks closed afterwards', async () => {
    const { opened, ended } = start({ look: (nth) => ({ body: nth < 9 ? PIN : CLAIMED }) })
    await vi.advanceTimersByTimeAsync(0)
    opened.closed = true
    await vi.advanceTimersByTimeAsync(9_000)
    expect(await ended).toMatchObject({ signedIn: { token: 'tok-1' } })
  })

  test('looks again a second after each answer, backs off, and does what Retry-After says', async () => {
    const answers: PlexAnswer[] = [
      { body: PIN },
      'unreadable',
      { status: 503, body: '<html>' },
      { body: '{"cut' },
      { status: 429, headers: { 'Retry-After': '7' } },
      { body: CLAIMED },
    ]
    const { looks, ended } = start({ look: (nth) => answers[nth - 1] ?? 'unreadable' })
    await vi.advanceTimersByTimeAsync(20_000)
    await ended
    const times = looks().map(({ at }) => at)
    const gaps = times.slice(1).map((time, n) => time - (times[n] ?? 0))
    expect(gaps).toEqual([1_000, 1_000, 2_000, 4_000, 7_000])
  })

  test('ends when the PIN does, by its own clock', async () => {
    const { ended, looks } = start({
      create: () => ({ status: 201, body: { ...PIN, expiresIn: 9 } }),
    })
    await vi.advanceTimersByTimeAsync(9_000)
    expect(await ended).toMatchObject({ error: { reason: 'expired', retryable: true } })
    expect(looks().length).toBeLessThanOrEqual(9)
  })

  test('ends when Plex knows the PIN no more', async () => {
    const { ended } = start({ look: () => ({ status: 404, body: { errors: [{ code: 1020 }] } }) })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await ended).toMatchObject({ error: { reason: 'expired' } })
  })

  test.each([
    ['an answer that may not be read', () => 'unreadable' as const, 'plex_unavailable'],
    ['trouble at plex.tv', () => ({ status: 500 }), 'plex_unavailable'],
    ['something else than a PIN', () => ({ status: 201, body: 'null' }), 'plex_unavailable'],
    ['too many requests', () => ({ status: 429 }), 'rate_limited'],
  ])('ends with %s to the wish for a PIN, and closes its window', async (_, create, reason) => {
    vi.stubGlobal('navigator', { onLine: true })
    const { ended, opened } = start({ create })
    expect(await ended).toMatchObject({ error: { reason, retryable: true } })
    expect(opened.closed).toBe(true)
  })

  test('says so when there is no network', async () => {
    vi.stubGlobal('navigator', { onLine: false })
    const { ended } = start({ create: () => 'unreadable' })
    expect(await ended).toMatchObject({ error: { reason: 'offline' } })
  })

  test('is over at once when it is called off', async () => {
    const { ended, control, asked, opened } = start({})
    await vi.advanceTimersByTimeAsync(2_500)
    control.abort(new Error('changed my mind'))
    expect(await ended).toEqual({ error: new Error('changed my mind') })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toHaveLength(3)
    expect(opened.closed).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('keeps a token whose user nobody can tell', async () => {
    const { ended } = start({ look: () => ({ body: CLAIMED }), user: () => 'unreadable' })
    await vi.advanceTimersByTimeAsync(1_000)
    const { signedIn } = (await ended) as { signedIn: object }
    expect(signedIn).toMatchObject({ token: 'tok-1' })
    expect(signedIn).not.toHaveProperty('user')
  })

  test('takes the identifier that it is given, and a name in any letters', async () => {
    const { asked, kept, control } = start({}, { clientIdentifier: 'mine', product: 'Kinó\nnotes' })
    await vi.advanceTimersByTimeAsync(0)
    expect(kept.size).toBe(0)
    expect(asked[0]?.headers).toMatchObject({
      'X-Plex-Client-Identifier': 'mine',
      'X-Plex-Product': 'KinÃ³ notes',
    })
    control.abort()
  })
})
