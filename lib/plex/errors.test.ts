import { describe, expect, test } from 'vitest'
import { envelope, fakeFetch, IDENTITY, PIN_ANSWER, refusal } from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'
import { PlexError, type RateLimited } from './errors.ts'

const NOW = Date.parse('2026-11-21T10:00:00Z')
const HTML = '<!doctype html><title>503 Service Unavailable</title>'

async function failure(answer: string | object): Promise<PlexError> {
  const { fetch, seen } = fakeFetch(answer)
  const plex = createPlexClient({ fetch, now: () => NOW })
  const error = await plex.getPin(IDENTITY, '1').catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(PlexError)
  expect(seen).toHaveLength(1)
  return error as PlexError
}

describe('a failure of plex.tv', () => {
  test.each([
    ['400', refusal(400, envelope(1000, 'missing', 400)), 'bad_request', 400, 1000],
    ['401', refusal(401, envelope(1001, 'no', 401)), 'unauthorized', 401, 1001],
    ['498', refusal(498, ''), 'unauthorized', 498, undefined],
    ['403', refusal(403, envelope(1013, 'no', 403)), 'forbidden', 403, 1013],
    ['404 without a status', refusal(404, envelope(1020, 'gone')), 'not_found', 404, 1020],
    ['410', refusal(410), 'not_found', 410, undefined],
    [
      '422 "Invalid token"',
      refusal(422, envelope(1008, 'Invalid token')),
      'unauthorized',
      422,
      1008,
    ],
    ['422 in other words', refusal(422, envelope(1008, 'Not a date')), 'bad_request', 422, 1008],
    ['422 as a page', refusal(422, '<h1>Invalid Token</h1>'), 'unauthorized', 422, undefined],
    ['429', refusal(429, envelope(1003, 'slow', 429)), 'rate_limited', 429, 1003],
    ['500 as JSON', refusal(500, envelope(1007, 'oops', 500)), 'server', 500, 1007],
    ['503 as a page', refusal(503, HTML), 'server', 503, undefined],
    [
      'a code that is a text',
      refusal(401, { errors: [{ code: 'x' }] }),
      'unauthorized',
      401,
      undefined,
    ],
    ['a status that lies', refusal(403, envelope(1001, 'no', 401)), 'forbidden', 403, 1001],
  ] as const)('is told apart: %s', async (_what, answer, kind, status, code) => {
    expect(await failure(answer)).toMatchObject({ kind, status, code })
  })

  test.each([
    ['a page instead of JSON', HTML],
    ['JSON that was cut short', JSON.stringify(PIN_ANSWER).slice(0, 40)],
    ['nothing', ''],
    ['no id', { ...PIN_ANSWER, id: undefined }],
    ['an empty id', { ...PIN_ANSWER, id: '' }],
    ['no code', { ...PIN_ANSWER, code: null }],
    ['a list', []],
  ])('is one also where it says 200 and sends %s', async (_what, answer) => {
    expect((await failure(answer)).kind).toBe('unreadable')
  })

  test('is the network where no answer came', async () => {
    expect((await failure(new TypeError('Failed to fetch'))).kind).toBe('network')
  })

  test('bears the name of its own class, for logs', async () => {
    expect((await failure(refusal(404))).name).toBe('NotFound')
  })
})

describe('how long plex.tv wants to be left alone', () => {
  async function delay(header?: string): Promise<number | null> {
    const error = await failure(
      refusal(429, '', header === undefined ? {} : { 'Retry-After': header }),
    )
    return (error as RateLimited).retryAfter
  }

  test.each([
    ['seconds', '7', 7_000],
    ['a date', 'Sat, 21 Nov 2026 10:00:30 GMT', 30_000],
    ['a date in the past', 'Sat, 21 Nov 2026 09:00:00 GMT', 0],
    ['less than nothing', '-5', 0],
    ['nonsense', 'later', null],
    ['nothing', undefined, null],
  ])('is read from %s', async (_what, header, ms) => {
    expect(await delay(header)).toBe(ms)
  })
})
