import { describe, expect, test } from 'vitest'
import { envelope, fakeFetch, IDENTITY, refusal, SECRET } from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'
import { PlexError } from './errors.ts'
import { Token } from './token.ts'

const CODE = 'm6mijjn177ut0qaz02b9iedof'
const NO_CONTENT = new Response(null, { status: 204 })

function link(answer: Parameters<typeof fakeFetch>[0], code = CODE) {
  const { fetch, seen } = fakeFetch(answer)
  const plex = createPlexClient({ fetch, now: () => 0 })
  return { linked: plex.linkPin(IDENTITY, new Token(SECRET), code), seen }
}

describe('linking a PIN with a token', () => {
  test('puts the code into a form and the token into a header, and neither into the address', async () => {
    const { linked, seen } = link(NO_CONTENT)
    await linked
    expect(seen.map(({ method, url, body }) => [method, String(url), body])).toEqual([
      ['PUT', 'https://plex.tv/api/v2/pins/link', `code=${CODE}`],
    ])
    const headers = seen[0]?.headers
    expect(headers?.get('Content-Type')).toBe('application/x-www-form-urlencoded')
    expect(headers?.get('Accept')).toBe('application/json')
    expect(headers?.get('X-Plex-Token')).toBe(SECRET)
    expect([...(headers?.values() ?? [])].join()).not.toContain(CODE)
  })

  test('names who approves', async () => {
    const { linked, seen } = link(NO_CONTENT)
    await linked
    expect(seen[0]?.headers.get('X-Plex-Client-Identifier')).toBe('client-1')
    expect(seen[0]?.headers.get('X-Plex-Product')).toBe('Foyer for Plex')
  })

  test.each([
    ['9WKP', '9WKP'],
    ['a&b=c d+é', 'a&b=c d+é'],
    ['', ''],
  ])('sends the code %j as it is', async (code, read) => {
    const { linked, seen } = link(NO_CONTENT, code)
    await linked
    expect([...new URLSearchParams(seen[0]?.body ?? '')]).toEqual([['code', read]])
  })

  test.each([
    ['204 with nothing', NO_CONTENT],
    ['200 with nothing', ''],
    ['200 with JSON', { ok: true }],
    ['200 with something else', '<ok/>'],
    ['201', new Response('', { status: 201 })],
  ])('has worked after %s', async (_what, answer) => {
    await expect(link(answer).linked).resolves.toBeUndefined()
  })

  test.each([
    ['400', refusal(400, envelope(1004, 'bad', 400)), 'bad_request', 400, 1004],
    ['401', refusal(401, envelope(1001, 'no', 401)), 'unauthorized', 401, 1001],
    ['403/1009', refusal(403, envelope(1009, 'managed', 403)), 'forbidden', 403, 1009],
    ['404/1020', refusal(404, envelope(1020, 'gone')), 'not_found', 404, 1020],
    ['422', refusal(422, envelope(1008, 'no', 422)), 'bad_request', 422, 1008],
    [
      '422 "Invalid token"',
      refusal(422, envelope(1001, 'Invalid token', 422)),
      'unauthorized',
      422,
      1001,
    ],
    ['429', refusal(429, envelope(1003, 'slow', 429)), 'rate_limited', 429, 1003],
    ['500', refusal(500, envelope(1007, 'oops', 500)), 'server', 500, 1007],
    ['503 as a page', refusal(503, '<h1>Down</h1>'), 'server', 503, undefined],
    ['no network', new TypeError('Failed to fetch'), 'network', undefined, undefined],
  ] as const)(
    'says %s once, and asks no second time',
    async (_what, answer, kind, status, code) => {
      const { linked, seen } = link(answer)
      const error = await linked.catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(PlexError)
      expect(error).toMatchObject({ kind, status, code })
      expect(seen).toHaveLength(1)
    },
  )

  test.each([
    ['7', 7_000],
    [undefined, null],
  ])('hands on a Retry-After of %s', async (header, retryAfter) => {
    const headers: Record<string, string> = header ? { 'Retry-After': header } : {}
    await expect(link(refusal(429, '', headers)).linked).rejects.toMatchObject({ retryAfter })
  })
})
