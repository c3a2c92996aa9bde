import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  envelope,
  fakeFetch,
  IDENTITY,
  refusal,
  SECRET,
  USER_ANSWER,
} from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'
import { switched } from './home-switch.ts'
import { Token } from './token.ts'

type Answer = Parameters<typeof fakeFetch>[0]

const PIN = '2468'
const PIN_NEEDED = 'A valid PIN is required to perform this action'

function ask(answer: Answer, userId = '33542084', pin: string | null = PIN) {
  const { fetch, seen } = fakeFetch(answer)
  const plex = createPlexClient({ fetch, now: () => 0 })
  return { told: plex.switchHomeUser(IDENTITY, new Token('own-token'), { userId, pin }), seen }
}

const made = () => refusal(201, USER_ANSWER)

describe('switching to a Home user', () => {
  test('gives the user, and a token of theirs that does not show itself', async () => {
    const { told, seen } = ask(made())
    const outcome = await told
    const { authToken, ...user } = USER_ANSWER
    expect(outcome).toEqual({
      kind: 'switched',
      user: { ...user, id: '1234567' },
      token: expect.any(Token),
    })
    expect(outcome.kind === 'switched' && outcome.token.reveal()).toBe(authToken)
    expect(inspect(outcome, { depth: 9 }) + JSON.stringify(outcome)).not.toContain(SECRET)
    expect(seen.map(({ method, url, body }) => [method, String(url), body])).toEqual([
      ['POST', `https://plex.tv/api/v2/home/users/33542084/switch?pin=${PIN}`, null],
    ])
    expect(seen[0]?.headers.get('X-Plex-Client-Identifier')).toBe('client-1')
    expect(seen[0]?.headers.get('X-Plex-Token')).toBe('own-token')
  })

  test('sends no PIN where there is none, and any PIN as it is', async () => {
    expect(String(ask(made(), '7', null).seen[0]?.url)).toBe(
      'https://plex.tv/api/v2/home/users/7/switch',
    )
    const { seen } = ask(made(), '7', '0 &+#1')
    expect(seen[0]?.url.searchParams.get('pin')).toBe('0 &+#1')
  })

  test.each(['a/b', '1/switch?x=', '..%2F', 'x#y', 'ä'])(
    'stays among the users for an id like %s',
    async (id) => {
      const { told, seen } = ask(made(), id)
      await told
      expect(seen[0]?.url.pathname).toMatch(/^\/api\/v2\/home\/users\/[^/]+\/switch$/)
      expect([...(seen[0]?.url.searchParams.keys() ?? [])]).toEqual(['pin'])
    },
  )

  test.each(['', '.', '..'])('knows nobody by the id %j, and asks nobody', async (id) => {
    const { told, seen } = ask(made(), id)
    expect(await told).toEqual({ kind: 'gone' })
    expect(seen).toEqual([])
  })

  test.each<[string, Answer, object]>([
    ['403/1041', refusal(403, envelope(1041, PIN_NEEDED, 403)), { kind: 'wrong_pin' }],
    // In 2020 the envelope had no status. docs/PLEX-API.md §5.4
    ['403/1041 of old', refusal(403, envelope(1041, PIN_NEEDED)), { kind: 'wrong_pin' }],
    ['403/1043', refusal(403, envelope(1043, 'no', 403)), { kind: 'not_allowed' }],
    ['403/1009', refusal(403, envelope(1009, 'no', 403)), { kind: 'not_allowed' }],
    ['403 without words', refusal(403), { kind: 'not_allowed' }],
    ['404', refusal(404, envelope(1002, 'no', 404)), { kind: 'gone' }],
    ['410', refusal(410), { kind: 'gone' }],
    ['401', refusal(401, envelope(1001, 'no', 401)), { kind: 'invalid' }],
    ['422 "Invalid token"', refusal(422, 'Invalid token'), { kind: 'invalid' }],
    ['429', refusal(429, envelope(1003, 'slow', 429)), { kind: 'too_many', retryAfter: null }],
    [
      '429 with a delay',
      refusal(429, '', { 'Retry-After': '30' }),
      { kind: 'too_many', retryAfter: 30_000 },
    ],
  ])('tells %s by its kind', async (_what, answer, outcome) => {
    expect(await ask(answer).told).toEqual(outcome)
  })

  test.each<[string, Answer, object]>([
    ['400', refusal(400, envelope(1000, 'missing', 400)), { kind: 'bad_request', code: 1000 }],
    ['500', refusal(500), { kind: 'server' }],
    ['no network', new TypeError(`Failed to fetch ?pin=${PIN}`), { kind: 'network' }],
    ['a page', '<!doctype html>', { kind: 'unreadable' }],
    ['nothing', '', { kind: 'unreadable' }],
    ['no token', { ...USER_ANSWER, authToken: null }, { kind: 'unreadable' }],
    ['an empty token', { ...USER_ANSWER, authToken: '' }, { kind: 'unreadable' }],
    ['no id', { ...USER_ANSWER, id: null }, { kind: 'unreadable' }],
    ['a list', [USER_ANSWER], { kind: 'unreadable' }],
  ])('calls %s trouble, and names neither PIN nor token', async (_what, answer, error) => {
    const outcome = await ask(answer).told
    expect(outcome).toMatchObject({ kind: 'trouble', error })
    const printed = inspect(outcome, { depth: 9, showHidden: true })
    for (const secret of [PIN, SECRET, 'own-token']) expect(printed).not.toContain(secret)
  })

  test('a fault of our own is no answer', async () => {
    const fault = new RangeError('ours')
    await expect(switched(Promise.reject(fault))).rejects.toBe(fault)
  })
})
