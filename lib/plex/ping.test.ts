import { expect, test } from 'vitest'
import { envelope, fakeFetch, IDENTITY, refusal, SECRET } from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'
import { pinged } from './ping.ts'
import { Token } from './token.ts'

type Answer = Parameters<typeof fakeFetch>[0]

const ping = (answer: Answer) =>
  createPlexClient({ fetch: fakeFetch(answer).fetch, now: () => 0 }).ping(IDENTITY, new Token('t'))

test('asks plex.tv once, with the token in a header', async () => {
  const { fetch, seen } = fakeFetch({ pong: true })
  const plex = createPlexClient({ fetch, now: () => 0 })
  expect(await plex.ping(IDENTITY, new Token(SECRET))).toEqual({ kind: 'ok' })
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET https://plex.tv/api/v2/ping',
  ])
  expect(seen[0]?.headers.get('X-Plex-Token')).toBe(SECRET)
})

test.each<[string, Answer]>([
  ['{"success":true}', { success: true }],
  ['the text 1', '1'],
])('a token is well with %s', async (_what, answer) => {
  expect(await ping(answer)).toEqual({ kind: 'ok' })
})

test.each<[string, Answer]>([
  ['401', refusal(401, envelope(1001, 'no', 401))],
  ['401 without words', refusal(401)],
  ['422 "Invalid token"', refusal(422, 'Invalid token')],
  ['498', refusal(498, envelope(1069, 'expired', 498))],
])('a token is dead with %s', async (_what, answer) => {
  expect(await ping(answer)).toEqual({ kind: 'invalid' })
})

test.each<[string, Answer, object]>([
  ['422 of another kind', refusal(422, envelope(1008, 'no', 422)), { kind: 'bad_request' }],
  ['400', refusal(400), { kind: 'bad_request' }],
  ['403', refusal(403), { kind: 'forbidden' }],
  ['404', refusal(404), { kind: 'not_found' }],
  ['429', refusal(429, '', { 'Retry-After': '3' }), { kind: 'rate_limited', retryAfter: 3000 }],
  ['500', refusal(500), { kind: 'server' }],
  ['503', refusal(503, '<h1>Invalid token</h1>'), { kind: 'server' }],
  ['no network', new TypeError('Failed to fetch'), { kind: 'network' }],
  ['a page of somebody in between', '<!doctype html>', { kind: 'unreadable' }],
  ['nothing', '', { kind: 'unreadable' }],
])('nothing is known of a token with %s', async (_what, answer, error) => {
  expect(await ping(answer)).toMatchObject({ kind: 'trouble', error })
})

test('a fault of our own is no answer', async () => {
  const fault = new RangeError('ours')
  await expect(pinged(Promise.reject(fault))).rejects.toBe(fault)
})
