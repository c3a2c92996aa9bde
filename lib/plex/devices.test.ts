import { describe, expect, test } from 'vitest'
import {
  DEVICE_ANSWER,
  envelope,
  fakeFetch,
  IDENTITY,
  refusal,
  SECRET,
} from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'
import { Token } from './token.ts'

const TOKEN = new Token(SECRET)

function client(answer: Parameters<typeof fakeFetch>[0]) {
  const { fetch, seen } = fakeFetch(answer)
  return { plex: createPlexClient({ fetch, now: () => 0 }), seen }
}

const list = (answer: object | string) => client(answer).plex.listDevices(IDENTITY, TOKEN)
const first = async (members: object) => (await list([{ ...DEVICE_ANSWER, ...members }]))[0]

const FAILURES = [
  ['400', refusal(400, envelope(1000, 'missing', 400)), { kind: 'bad_request', code: 1000 }],
  ['401', refusal(401, envelope(1001, 'no', 401)), { kind: 'unauthorized', code: 1001 }],
  ['403', refusal(403, envelope(1009, 'managed', 403)), { kind: 'forbidden', code: 1009 }],
  ['404', refusal(404, envelope(1002, 'gone', 404)), { kind: 'not_found', code: 1002 }],
  ['422 "Invalid token"', refusal(422, 'Invalid token'), { kind: 'unauthorized', status: 422 }],
  ['429', refusal(429, '', { 'Retry-After': '3' }), { kind: 'rate_limited', retryAfter: 3000 }],
  ['503', refusal(503, '<h1>Down</h1>'), { kind: 'server', status: 503 }],
  ['no network', new TypeError('Failed to fetch'), { kind: 'network' }],
] as const

describe('listing devices', () => {
  test('asks plex.tv once, as JSON, and says who asks', async () => {
    const { plex, seen } = client([])
    expect(await plex.listDevices(IDENTITY, TOKEN)).toEqual([])
    expect(seen.map(({ method, url, body }) => [method, String(url), body])).toEqual([
      ['GET', 'https://plex.tv/api/v2/devices', null],
    ])
    expect(seen[0]?.headers.get('Accept')).toBe('application/json')
    expect(seen[0]?.headers.get('Content-Type')).toBeNull()
    expect(seen[0]?.headers.get('X-Plex-Client-Identifier')).toBe('client-1')
    expect(seen[0]?.headers.get('X-Plex-Token')).toBe(SECRET)
  })

  test('tells what is used, and leaves out the token of each', async () => {
    expect(await list([DEVICE_ANSWER])).toEqual([
      {
        id: '538114995',
        clientIdentifier: 'tv-1',
        name: 'Living room',
        product: 'Plex for LG',
        platform: 'webOS',
        lastSeenAt: Date.UTC(2026, 5, 25, 16, 13, 31),
        createdAt: Date.UTC(2026, 5, 24, 16, 13, 31),
      },
    ])
  })

  test('takes ids that are texts, or of 64 bits, digit by digit', async () => {
    const text = (id: string) => JSON.stringify(DEVICE_ANSWER).replace('538114995', id)
    const wide = ['9223372036854775807', '9007199254740993', '"18446744073709551615"', '0', '"x"']
    const ids = (await list(`[${wide.map(text).join()}]`)).map(({ id }) => id)
    expect(ids).toEqual(wide.map((id) => id.replaceAll('"', '')))
  })

  test('reads 500 of them, in order', async () => {
    const many = Array.from({ length: 500 }, (_, id) => ({ ...DEVICE_ANSWER, id }))
    expect((await list(many)).map(({ id }) => id)).toEqual(many.map(({ id }) => String(id)))
  })

  test('skips what has no id or no identifier, and what is no device', async () => {
    const odd = [
      { ...DEVICE_ANSWER, id: null },
      { ...DEVICE_ANSWER, id: undefined },
      { ...DEVICE_ANSWER, id: '' },
      { ...DEVICE_ANSWER, id: { $numberLong: '1' } },
      { ...DEVICE_ANSWER, clientIdentifier: null },
      { ...DEVICE_ANSWER, clientIdentifier: '' },
      null,
      7,
      'device',
      [],
    ]
    expect(await list([...odd, DEVICE_ANSWER, ...odd])).toHaveLength(1)
    // Half a surrogate pair fits into no address.
    expect(await list('[{"id":"\\ud800","clientIdentifier":"a"}]')).toEqual([])
  })

  test('does without anything else', async () => {
    expect(await list([{ id: 1, clientIdentifier: 'a', name: null, product: 3 }])).toEqual([
      {
        id: '1',
        clientIdentifier: 'a',
        name: '',
        product: '',
        platform: '',
        lastSeenAt: null,
        createdAt: null,
      },
    ])
  })

  test.each<[unknown, number | null]>([
    ['2026-06-25T16:13:31Z', 1_782_404_011_000],
    ['2026-06-25T16:13:31.250Z', 1_782_404_011_250],
    [1_782_404_011, 1_782_404_011_000],
    ['1782404011', 1_782_404_011_000],
    ['', null],
    [0, null],
    [-1, null],
    [1e300, null],
    ['Unknown', null],
    [null, null],
    [true, null],
    [{ toString: 1 }, null],
  ])('reads the time %j as %j', async (lastSeenAt, ms) => {
    expect((await first({ lastSeenAt }))?.lastSeenAt).toBe(ms)
  })

  test.each([
    ['a page', '<!doctype html>'],
    ['nothing', ''],
    ['a list that was cut short', JSON.stringify([DEVICE_ANSWER]).slice(0, -9)],
    ['an object', { devices: [] }],
    ['null', 'null'],
  ])('can make nothing of %s', async (_what, answer) => {
    await expect(list(answer)).rejects.toMatchObject({ kind: 'unreadable' })
  })

  test.each(FAILURES)('says %s', async (_what, answer, failure) => {
    await expect(list(answer)).rejects.toMatchObject(failure)
  })
})

describe('removing a device', () => {
  const remove = (answer: Parameters<typeof client>[0], id = '9223372036854775807') => {
    const { plex, seen } = client(answer)
    return { removed: plex.removeDevice(IDENTITY, TOKEN, id), seen }
  }

  test('names it by its number, with the token beside the address', async () => {
    const { removed, seen } = remove(new Response(null, { status: 204 }))
    expect(await removed).toBeUndefined()
    expect(seen.map(({ method, url, body }) => [method, String(url), body])).toEqual([
      ['DELETE', 'https://plex.tv/devices/9223372036854775807.xml', null],
    ])
    expect(seen[0]?.headers.get('X-Plex-Client-Identifier')).toBe('client-1')
    expect(seen[0]?.headers.get('X-Plex-Token')).toBe(SECRET)
  })

  test.each(['../api/v2/users/signout?', '..', '1.xml#', 'a/b'])(
    'stays among the devices for an id like %s',
    async (id) => {
      const { removed, seen } = remove('', id)
      await removed
      expect(seen[0]?.url.pathname).toMatch(/^\/devices\/[^/]+\.xml$/)
      expect(`${seen[0]?.url.search}${seen[0]?.url.hash}`).toBe('')
    },
  )

  test.each(['', '<Response code="200"/>', '{}'])('does not mind an answer of %j', async (text) => {
    await expect(remove(text).removed).resolves.toBeUndefined()
  })

  test.each(FAILURES)('says %s', async (_what, answer, failure) => {
    await expect(remove(answer).removed).rejects.toMatchObject(failure)
  })
})
