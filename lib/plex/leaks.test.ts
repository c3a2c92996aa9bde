import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import {
  DEVICE_ANSWER,
  fakeFetch,
  HOME_USER_ANSWER,
  IDENTITY,
  refusal,
  SECRET,
  SERVER_ANSWER,
  USER_ANSWER,
} from '../test-support/plex-server.ts'
import { createPlexClient, type PlexClient } from './client.ts'
import { PlexError } from './errors.ts'
import { Token } from './token.ts'

const ECHO = JSON.stringify({ errors: [{ code: 1, message: `token ${SECRET}` }] })

const ANSWERS = [
  ...[400, 401, 403, 404, 410, 422, 429, 500, 503].map((status) => refusal(status, ECHO)),
  new TypeError(`Failed to fetch https://plex.tv/api/v2/user?X-Plex-Token=${SECRET}`),
  `{"authToken":"${SECRET}",`,
  `<MediaContainer><Device token="${SECRET}"`,
  { ...USER_ANSWER, id: null },
]

const TOKEN = new Token(SECRET)
const CALLS: Record<string, (plex: PlexClient) => Promise<unknown>> = {
  getUser: (plex) => plex.getUser(IDENTITY, TOKEN),
  // A code opens a PIN, so it is as secret as a token.
  async getPinInfo(plex) {
    expect(JSON.stringify(await plex.getPinInfo(IDENTITY, SECRET))).not.toContain(SECRET)
  },
  linkPin: (plex) => plex.linkPin(IDENTITY, TOKEN, SECRET),
  listDevices: (plex) => plex.listDevices(IDENTITY, TOKEN),
  removeDevice: (plex) => plex.removeDevice(IDENTITY, TOKEN, '7'),
  listServers: (plex) => plex.listServers(IDENTITY, TOKEN),
  ping: async (plex) => failureIn(await plex.ping(IDENTITY, TOKEN)),
  listHomeUsers: (plex) => plex.listHomeUsers(IDENTITY, TOKEN),
  switchHomeUser: async (plex) =>
    failureIn(await plex.switchHomeUser(IDENTITY, TOKEN, { userId: '7', pin: SECRET })),
}

/** What an answer by its kind has in it of a failure; a refusal has nothing. */
const failureIn = (told: object) => {
  if ('error' in told) throw told.error
  expect(JSON.stringify(told)).not.toContain(SECRET)
}

function prints(value: unknown): string[] {
  const names = Object.getOwnPropertyNames(value)
  const own = JSON.stringify(names.map((k) => [k, Reflect.get(value as object, k)]))
  return [String(value), JSON.stringify(value), inspect(value, { depth: 9, showHidden: true }), own]
}

describe.each(Object.entries(CALLS))('%s', (name, call) => {
  test.each(ANSWERS.map((answer, n) => [n, answer] as const))(
    'tells neither a token nor an address in an error, in no way of printing it (%i)',
    async (_n, answer) => {
      const { fetch } = fakeFetch(answer)
      const outcome = await call(createPlexClient({ fetch, now: () => 0 })).catch((e) => e)
      // Who reads nothing of a good answer can't stumble over a bad one.
      if (outcome === undefined)
        return expect([
          'getPinInfo',
          'linkPin',
          'removeDevice',
          'ping',
          'switchHomeUser',
        ]).toContain(name)
      expect(outcome).toBeInstanceOf(PlexError)
      for (const text of prints(outcome)) {
        expect(text).not.toContain(SECRET)
        expect(text).not.toMatch(/https?:|plex\.tv\//)
      }
    },
  )
})

test.each([
  ['devices', [DEVICE_ANSWER], CALLS.listDevices],
  ['servers', [SERVER_ANSWER], CALLS.listServers],
  ['Home users', { users: [{ ...HOME_USER_ANSWER, token: SECRET }] }, CALLS.listHomeUsers],
] as const)('a list of %s prints no token', async (_what, answer, call) => {
  const list = await call?.(createPlexClient({ fetch: fakeFetch(answer).fetch, now: () => 0 }))
  expect(list).toHaveLength(1)
  for (const text of prints(list)) expect(text).not.toContain(SECRET)
})

test('a token travels as a header, never in the address', async () => {
  const { fetch, seen } = fakeFetch(
    ...[USER_ANSWER, '', '', '', [], '', [], { users: [] }, { ...USER_ANSWER, id: 7 }],
  )
  const plex = createPlexClient({ fetch, now: () => 0 })
  await plex.getUser(IDENTITY, TOKEN)
  await plex.ping(IDENTITY, TOKEN)
  await plex.signOut(IDENTITY, TOKEN)
  await plex.linkPin(IDENTITY, TOKEN, 'm6mijjn177ut0qaz02b9iedof')
  await plex.listDevices(IDENTITY, TOKEN)
  await plex.removeDevice(IDENTITY, TOKEN, '538114995')
  await plex.listServers(IDENTITY, TOKEN)
  await plex.listHomeUsers(IDENTITY, TOKEN)
  await plex.switchHomeUser(IDENTITY, TOKEN, { userId: '7', pin: '2468' })
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET https://plex.tv/api/v2/user',
    'GET https://plex.tv/api/v2/ping',
    'DELETE https://plex.tv/api/v2/users/signout',
    'PUT https://plex.tv/api/v2/pins/link',
    'GET https://plex.tv/api/v2/devices',
    'DELETE https://plex.tv/devices/538114995.xml',
    'GET https://clients.plex.tv/api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1',
    'GET https://plex.tv/api/v2/home/users',
    'POST https://plex.tv/api/v2/home/users/7/switch?pin=2468',
  ])
  for (const { headers } of seen) expect(headers.get('X-Plex-Token')).toBe(SECRET)
})
