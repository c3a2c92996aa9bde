import { describe, expect, test } from 'vitest'
import { envelope, fakeFetch, IDENTITY, refusal } from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'

const CODE = 'm6mijjn177ut0qaz02b9iedof'
const ANSWER = {
  code: CODE,
  product: 'Seerr',
  clientIdentifier: 'seerr-1',
  trusted: false,
  source: '203.0.113.20 (Springfield, Illinois, United States)',
  ipMatches: true as unknown,
  isSafeOrigin: false as unknown,
}
const READ = {
  product: 'Seerr',
  clientIdentifier: 'seerr-1',
  source: '203.0.113.20 (Springfield, Illinois, United States)',
  ipMatches: true,
  isSafeOrigin: false,
}
const NOTHING = {
  ...{ product: '', clientIdentifier: null, source: '' },
  ...{ ipMatches: null, isSafeOrigin: null },
}

function ask(answer: Parameters<typeof fakeFetch>[0]) {
  const { fetch, seen } = fakeFetch(answer)
  const plex = createPlexClient({ fetch, now: () => 0 })
  return { info: plex.getPinInfo(IDENTITY, CODE), seen }
}

describe('asking who made a PIN', () => {
  test('sends the code, and no token', async () => {
    const { info, seen } = ask(ANSWER)
    expect(await info).toEqual(READ)
    expect(seen.map(({ method, url }) => [method, String(url)])).toEqual([
      ['GET', `https://clients.plex.tv/api/v2/pins/info?code=${CODE}`],
    ])
    expect(seen[0]?.headers.get('X-Plex-Client-Identifier')).toBe('client-1')
    expect(seen[0]?.headers.has('X-Plex-Token')).toBe(false)
  })

  test.each([
    ['nothing', {}, NOTHING],
    ['a list', [], NOTHING],
    [
      'other types',
      { ...ANSWER, product: 7, source: {}, ipMatches: 'yes' },
      { ...READ, product: '', source: '', ipMatches: false },
    ],
    ['nulls', { product: null, clientIdentifier: null, ipMatches: null }, NOTHING],
    ['another kind of flag', { ...ANSWER, ipMatches: 1, isSafeOrigin: '0' }, READ],
    ['more than we know', { ...ANSWER, new: { thing: [] } }, READ],
  ])('reads an answer with %s', async (_what, answer, read) => {
    expect(await ask(answer).info).toMatchObject(read)
  })

  test.each([
    ['404/1020', refusal(404, envelope(1020, 'gone')), 'not_found'],
    ['a page', '<!doctype html>', 'unreadable'],
    ['429', refusal(429, envelope(1003, 'slow', 429)), 'rate_limited'],
    ['500', refusal(500, '<h1>Down</h1>'), 'server'],
    ['no network', new TypeError('Failed to fetch'), 'network'],
  ])('says %s once, and asks no second time', async (_what, answer, kind) => {
    const { info, seen } = ask(answer)
    await expect(info).rejects.toMatchObject({ kind })
    expect(seen).toHaveLength(1)
  })
})
