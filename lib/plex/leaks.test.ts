import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { fakeFetch, IDENTITY, refusal, SECRET, USER_ANSWER } from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'
import { Token } from './token.ts'

const ECHO = JSON.stringify({ errors: [{ code: 1, message: `token ${SECRET}` }] })

const ANSWERS = [
  ...[400, 401, 403, 404, 410, 422, 429, 500, 503].map((status) => refusal(status, ECHO)),
  new TypeError(`Failed to fetch https://plex.tv/api/v2/user?X-Plex-Token=${SECRET}`),
  `{"authToken":"${SECRET}",`,
  { ...USER_ANSWER, id: null },
]

test.each(ANSWERS.map((answer, n) => [n, answer] as const))(
  'no error tells a token or an address, in no way of printing it (%i)',
  async (_n, answer) => {
    const { fetch } = fakeFetch(answer)
    const plex = createPlexClient({ fetch, now: () => 0 })
    const error = await plex.getUser(IDENTITY, new Token(SECRET)).catch((reason) => reason as Error)
    expect(error).toBeInstanceOf(Error)
    const own = JSON.stringify(
      Object.getOwnPropertyNames(error).map((k) => [k, Reflect.get(error, k)]),
    )
    const prints = [
      String(error),
      JSON.stringify(error),
      inspect(error, { depth: 9, showHidden: true }),
      own,
    ]
    for (const text of prints) {
      expect(text).not.toContain(SECRET)
      expect(text).not.toMatch(/https?:|plex\.tv\//)
    }
  },
)

test('a token travels as a header, never in the address', async () => {
  const { fetch, seen } = fakeFetch(USER_ANSWER)
  const plex = createPlexClient({ fetch, now: () => 0 })
  const token = new Token(SECRET)
  await plex.getUser(IDENTITY, token)
  await plex.ping(IDENTITY, token)
  await plex.signOut(IDENTITY, token)
  expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'GET https://plex.tv/api/v2/user',
    'GET https://plex.tv/api/v2/ping',
    'DELETE https://plex.tv/api/v2/users/signout',
  ])
  for (const { headers } of seen) expect(headers.get('X-Plex-Token')).toBe(SECRET)
})
