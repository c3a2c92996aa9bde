import { describe, expect, test } from 'vitest'
import {
  envelope,
  fakeFetch,
  IDENTITY,
  refusal,
  SECRET,
  SERVER_ANSWER,
} from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'
import { Token } from './token.ts'

function list(answer: Parameters<typeof fakeFetch>[0]) {
  const plex = createPlexClient({ fetch: fakeFetch(answer).fetch, now: () => 0 })
  return plex.listServers(IDENTITY, new Token('t'))
}

const server = (name: string, members: object = {}) => ({ ...SERVER_ANSWER, name, ...members })
const at = (uri: string, local: unknown = false, relay: unknown = false) => ({ uri, local, relay })
const names = async (answer: object[]) => (await list(answer)).map(({ name }) => name)

describe('listing servers', () => {
  test('asks for addresses of every kind, and says who asks', async () => {
    const { fetch, seen } = fakeFetch([])
    const plex = createPlexClient({ fetch, now: () => 0 })
    expect(await plex.listServers(IDENTITY, new Token(SECRET))).toEqual([])
    expect(seen.map(({ method, url, body }) => [method, String(url), body])).toEqual([
      [
        'GET',
        'https://clients.plex.tv/api/v2/resources?includeHttps=1&includeRelay=1&includeIPv6=1',
        null,
      ],
    ])
    expect(seen[0]?.headers.get('Accept')).toBe('application/json')
    expect(seen[0]?.headers.get('X-Plex-Client-Identifier')).toBe('client-1')
    expect(seen[0]?.headers.get('X-Plex-Token')).toBe(SECRET)
  })

  test('tells what is used', async () => {
    const [found] = await list([SERVER_ANSWER])
    expect(found).toEqual({
      name: 'Attic',
      clientIdentifier: 'server-1',
      owned: true,
      owner: '',
      version: '1.42.2.10156',
      accessToken: expect.any(Token),
      connections: [
        { uri: 'https://192-168-1-20.abc.plex.direct:32400', local: true, relay: false },
      ],
    })
    expect(found?.accessToken?.reveal()).toBe(SECRET)
  })

  test.each([[null], [''], [undefined], [7]])('has no token for accessToken %j', async (token) => {
    expect((await list([server('a', { accessToken: token })]))[0]?.accessToken).toBeNull()
  })

  test.each<[object, string]>([
    [{ owned: false, sourceTitle: 'Bob' }, 'Bob'],
    [{ owned: true, sourceTitle: 'Bob' }, ''],
    [{ owned: false, sourceTitle: null }, ''],
  ])('of %j is that of "%s"', async (members, owner) => {
    expect((await list([server('a', members)]))[0]?.owner).toBe(owner)
  })

  test.each<[unknown, boolean]>([
    ['server', true],
    ['client,player,server', true],
    ['client, server', true],
    ['client,player,pubsub-player', false],
    ['media-server', false],
    ['', false],
    [null, false],
    [['server'], false],
  ])('takes what provides %j for a server: %s', async (provides, is) => {
    expect(await names([server('a', { provides })])).toEqual(is ? ['a'] : [])
  })

  test.each<[unknown, boolean]>([
    [true, true],
    [1, true],
    ['1', true],
    ['true', true],
    [false, false],
    [0, false],
    ['0', false],
    ['false', false],
    ['', false],
    [null, false],
    [undefined, false],
    [{ toString: 1 }, false],
  ])('reads %j as %s', async (said, is) => {
    const [found] = await list([server('a', { owned: said, connections: [at('u', said, said)] })])
    expect(found?.owned).toBe(is)
    expect(found?.connections).toEqual([{ uri: 'u', local: is, relay: is }])
  })

  test('has local addresses first, then remote, then relays, each as plex.tv ordered them', async () => {
    const connections = [
      at('relay-1', 0, 1),
      at('remote-1'),
      at('local-1', true),
      at('relay-2', '0', '1'),
      at('local-2', '1'),
      at('remote-2', 'false', 'false'),
      at('relay-3', true, true),
    ]
    const [found] = await list([server('a', { connections })])
    expect(found?.connections.map(({ uri }) => uri)).toEqual(
      'local-1 local-2 remote-1 remote-2 relay-1 relay-2 relay-3'.split(' '),
    )
  })

  test.each([
    ['null', null],
    ['absent', undefined],
    ['no list', { uri: 'u' }],
    ['a list without one address', [{ local: true }, { uri: '' }, { uri: null }, null, 'u', []]],
  ])('knows a server whose connections are %s', async (_what, connections) => {
    expect((await list([server('a', { connections })]))[0]?.connections).toEqual([])
  })

  test('has the nearest first, of equals the owned, else in the order of plex.tv', async () => {
    const near = { connections: [at('r', 0, 1), at('l', 1)] }
    const far = { connections: [at('w')] }
    const relayed = { connections: [at('r', 0, 1)] }
    const shared = { owned: 0 }
    expect(
      await names([
        server('unreachable', { connections: [] }),
        server('relayed, shared', { ...relayed, ...shared }),
        server('relayed', relayed),
        server('far, shared 1', { ...far, ...shared }),
        server('far, shared 2', { ...far, ...shared }),
        server('far 1', far),
        server('far 2', far),
        server('near, shared', { ...near, ...shared }),
        server('near', near),
      ]),
    ).toEqual([
      'near',
      'near, shared',
      'far 1',
      'far 2',
      'far, shared 1',
      'far, shared 2',
      'relayed',
      'relayed, shared',
      'unreachable',
    ])
  })

  test('skips what has no identifier and what is no server at all', async () => {
    const odd = [server('x', { clientIdentifier: null }), null, 7, 'server', [], {}]
    expect(await names([...odd, server('a'), ...odd] as object[])).toEqual(['a'])
  })

  test('does without a name and a version', async () => {
    const [found] = await list([server('a', { name: null, productVersion: 1 })])
    expect(found).toMatchObject({ name: '', version: '' })
  })

  test.each([
    ['a page', '<!doctype html>'],
    ['nothing', ''],
    ['an object', { MediaContainer: {} }],
  ])('can make nothing of %s', async (_what, answer) => {
    await expect(list(answer)).rejects.toMatchObject({ kind: 'unreadable' })
  })

  test.each([
    ['400', refusal(400, envelope(1000, 'missing', 400)), { kind: 'bad_request', code: 1000 }],
    ['401', refusal(401, envelope(1001, 'no', 401)), { kind: 'unauthorized', code: 1001 }],
    ['403', refusal(403, envelope(1009, 'managed', 403)), { kind: 'forbidden', code: 1009 }],
    ['404', refusal(404), { kind: 'not_found', status: 404 }],
    ['422 "Invalid token"', refusal(422, 'Invalid token'), { kind: 'unauthorized', status: 422 }],
    ['429', refusal(429, '', { 'Retry-After': '3' }), { kind: 'rate_limited', retryAfter: 3000 }],
    ['503', refusal(503, '<h1>Down</h1>'), { kind: 'server', status: 503 }],
    ['no network', new TypeError('Failed to fetch'), { kind: 'network' }],
  ])('says %s', async (_what, answer, failure) => {
    await expect(list(answer)).rejects.toMatchObject(failure)
  })
})
