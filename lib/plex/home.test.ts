import { describe, expect, test } from 'vitest'
import {
  envelope,
  fakeFetch,
  HOME_USER_ANSWER,
  IDENTITY,
  refusal,
  SECRET,
} from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'
import { Token } from './token.ts'

type Answer = Parameters<typeof fakeFetch>[0]

function list(answer: Answer) {
  const plex = createPlexClient({ fetch: fakeFetch(answer).fetch, now: () => 0 })
  return plex.listHomeUsers(IDENTITY, new Token('t'))
}

const first = async (members: object) =>
  (await list({ users: [{ ...HOME_USER_ANSWER, ...members }] }))[0]

describe('listing the users of a Home', () => {
  test('asks plex.tv once, as JSON, and says who asks', async () => {
    const { fetch, seen } = fakeFetch({ users: [] })
    const plex = createPlexClient({ fetch, now: () => 0 })
    expect(await plex.listHomeUsers(IDENTITY, new Token(SECRET))).toEqual([])
    expect(seen.map(({ method, url, body }) => [method, String(url), body])).toEqual([
      ['GET', 'https://plex.tv/api/v2/home/users', null],
    ])
    expect(seen[0]?.headers.get('Accept')).toBe('application/json')
    expect(seen[0]?.headers.get('X-Plex-Client-Identifier')).toBe('client-1')
    expect(seen[0]?.headers.get('X-Plex-Token')).toBe(SECRET)
  })

  test('tells what is used, in the order of plex.tv', async () => {
    const admin = { ...HOME_USER_ANSWER, id: 1, username: 'ann', admin: true, restricted: false }
    expect(await list({ name: 'Home', users: [admin, HOME_USER_ANSWER] })).toEqual([
      expect.objectContaining({ id: '1', username: 'ann', admin: true, managed: false }),
      {
        id: '33542084',
        uuid: '19860c4bdfbf24d5',
        username: '',
        title: 'Kid',
        thumb: 'https://plex.tv/users/19860c4bdfbf24d5/avatar',
        admin: false,
        managed: true,
        hasPin: false,
      },
    ])
  })

  test.each<[unknown, boolean]>([
    [true, true],
    [1, true],
    ['1', true],
    [false, false],
    ['0', false],
    [null, false],
    [undefined, false],
  ])('reads %j as %s', async (said, is) => {
    expect(await first({ admin: said, restricted: said, protected: said })).toMatchObject({
      admin: is,
      managed: is,
      hasPin: is,
    })
  })

  test('takes ids of any kind, does without the rest, and skips what has none', async () => {
    const odd = [{ ...HOME_USER_ANSWER, id: null }, { id: '' }, {}, null, 7, 'user', []]
    const text = JSON.stringify({ users: [...odd, { id: 'x' }, ...odd] })
    expect(await list(text.replace('"x"', '9223372036854775807'))).toEqual([
      {
        id: '9223372036854775807',
        uuid: '',
        username: '',
        title: '',
        thumb: '',
        admin: false,
        managed: false,
        hasPin: false,
      },
    ])
  })

  test.each<[string, Answer]>([
    ['a page', '<!doctype html>'],
    ['nothing', ''],
    ['a list', []],
    ['users that are no list', { users: {} }],
    ['null', 'null'],
  ])('can make nothing of %s', async (_what, answer) => {
    await expect(list(answer)).rejects.toMatchObject({ kind: 'unreadable' })
  })

  test.each<[string, Answer, object]>([
    ['401', refusal(401, envelope(1001, 'no', 401)), { kind: 'unauthorized', code: 1001 }],
    ['403', refusal(403, envelope(1009, 'managed', 403)), { kind: 'forbidden', code: 1009 }],
    ['404', refusal(404), { kind: 'not_found' }],
    ['422 "Invalid token"', refusal(422, 'Invalid token'), { kind: 'unauthorized' }],
    ['429', refusal(429, '', { 'Retry-After': '3' }), { kind: 'rate_limited', retryAfter: 3000 }],
    ['503', refusal(503, '<h1>Down</h1>'), { kind: 'server' }],
    ['no network', new TypeError('Failed to fetch'), { kind: 'network' }],
  ])('says %s', async (_what, answer, failure) => {
    await expect(list(answer)).rejects.toMatchObject(failure)
  })
})
