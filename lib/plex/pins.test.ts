import { describe, expect, test } from 'vitest'
import { fakeFetch, IDENTITY, PIN_ANSWER, SECRET } from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'

const NOW = 1_700_000_000_000

function client(...answers: Parameters<typeof fakeFetch>) {
  const { fetch, seen } = fakeFetch(...answers)
  return { plex: createPlexClient({ fetch, now: () => NOW }), seen }
}

describe('making a PIN', () => {
  test.each([
    ['strong', 'true'],
    ['short', 'false'],
  ] as const)('of the %s kind asks plex.tv once, with strong=%s', async (kind, strong) => {
    const { plex, seen } = client(PIN_ANSWER)
    await plex.createPin(IDENTITY, kind)
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `POST https://clients.plex.tv/api/v2/pins?strong=${strong}`,
    ])
  })

  test('names who asks, wants JSON and shows no token', async () => {
    const { plex, seen } = client(PIN_ANSWER)
    await plex.createPin(IDENTITY, 'strong')
    const headers = seen[0]?.headers
    expect(headers?.get('Accept')).toBe('application/json')
    expect(headers?.get('X-Plex-Client-Identifier')).toBe('client-1')
    expect(headers?.get('X-Plex-Product')).toBe('Foyer for Plex')
    expect(headers?.get('X-Plex-Token')).toBeNull()
  })

  test('gives id, code, end and no token yet', async () => {
    const { plex } = client(PIN_ANSWER)
    const pin = await plex.createPin(IDENTITY, 'strong')
    expect(pin).toEqual({
      id: '538114995',
      code: 'm6mijjn177ut0qaz02b9iedof',
      expiresAt: NOW + 1_800_000,
      token: null,
    })
    expect(pin.code).toHaveLength(25)
  })

  test.each([
    ['null', null],
    ['absent', undefined],
    ['of another type', 'Unknown'],
  ])('does not mind a location that is %s', async (_what, location) => {
    const { plex } = client({ ...PIN_ANSWER, location })
    expect((await plex.createPin(IDENTITY, 'strong')).id).toBe('538114995')
  })

  test.each([
    ['a number', '1899765704', '1899765704'],
    ['a text', '"abc-1"', 'abc-1'],
    ['a number of 64 bits', '9223372036854775807', '9223372036854775807'],
  ])('takes an id that is %s, digit by digit', async (_what, sent, id) => {
    const { plex } = client(JSON.stringify(PIN_ANSWER).replace('538114995', sent))
    expect((await plex.createPin(IDENTITY, 'strong')).id).toBe(id)
  })
})

describe("a PIN's end", () => {
  const dates = { createdAt: '2019-01-01T00:00:00.000Z', expiresAt: '2019-01-01T00:10:00.000Z' }

  test.each([
    ['follows expiresIn before all', { expiresIn: 876, ...dates }, 876],
    ['follows the distance of its dates, not our clock', { expiresIn: undefined, ...dates }, 600],
    ['reads nonsense in expiresIn as absence', { expiresIn: 'soon', ...dates }, 600],
    [
      'has a default where nothing is said',
      { expiresIn: null, createdAt: null, expiresAt: undefined },
      900,
    ],
    [
      'has a default where the dates are the wrong way round',
      { expiresIn: null, createdAt: dates.expiresAt, expiresAt: dates.createdAt },
      900,
    ],
  ])('%s', async (_what, members, seconds) => {
    const { plex } = client({ ...PIN_ANSWER, code: '9WKP', ...members })
    expect((await plex.createPin(IDENTITY, 'short')).expiresAt).toBe(NOW + seconds * 1000)
    expect((await plex.getPin(IDENTITY, '1')).expiresAt).toBe(NOW + seconds * 1000)
  })

  test('is half an hour by default for a strong one', async () => {
    const { plex } = client({ ...PIN_ANSWER, expiresIn: null, createdAt: '', expiresAt: '' })
    expect((await plex.createPin(IDENTITY, 'strong')).expiresAt).toBe(NOW + 1_800_000)
    expect((await plex.getPin(IDENTITY, '1')).expiresAt).toBe(NOW + 1_800_000)
  })
})

describe('asking for a PIN', () => {
  test('names the PIN in the path and nothing in the query', async () => {
    const { plex, seen } = client(PIN_ANSWER)
    await plex.getPin(IDENTITY, 'a/b?c')
    expect(`${seen[0]?.method} ${seen[0]?.url}`).toBe(
      'GET https://clients.plex.tv/api/v2/pins/a%2Fb%3Fc',
    )
    expect(seen[0]?.headers.get('X-Plex-Client-Identifier')).toBe('client-1')
  })

  test('gives the token once there is one', async () => {
    const { plex } = client({ ...PIN_ANSWER, authToken: SECRET, newRegistration: false })
    expect((await plex.getPin(IDENTITY, '1')).token?.reveal()).toBe(SECRET)
  })

  test.each([[null], [''], [undefined], [7]])('gives no token for authToken %j', async (token) => {
    const { plex } = client({ ...PIN_ANSWER, authToken: token })
    expect((await plex.getPin(IDENTITY, '1')).token).toBeNull()
  })
})
