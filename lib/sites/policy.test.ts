import { describe, expect, test } from 'vitest'
import {
  covers,
  type Duration,
  type Grant,
  hostPattern,
  isLive,
  isPlainHttp,
  isPlex,
  needsToken,
  originOf,
  type Scope,
  type Term,
  termOf,
  tokenKindsFor,
} from './policy.ts'

describe('the origin of an address', () => {
  test.each([
    ['https://app.example/path?q#h', 'https://app.example'],
    ['http://app.example/', 'http://app.example'],
    ['https://app.example:8443/', 'https://app.example:8443'],
    ['https://app.example:443/', 'https://app.example'],
    ['http://app.example:80/', 'http://app.example'],
    ['http://app.example:443/', 'http://app.example:443'],
    ['http://127.0.0.1:5055', 'http://127.0.0.1:5055'],
    ['http://[::1]:8080/x', 'http://[::1]:8080'],
    ['http://[0:0:0:0:0:0:0:1]/', 'http://[::1]'],
    ['https://user:secret@app.example/', 'https://app.example'],
    ['https://plex.tv@evil.example/', 'https://evil.example'],
    ['https://APP.Example/', 'https://app.example'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example'],
    ['https://plex.tv.evil.example/', 'https://plex.tv.evil.example'],
    ['https://myplex.tv/', 'https://myplex.tv'],
  ])('of %s is %s', (url, origin) => {
    expect(originOf(url)).toBe(origin)
  })

  test.each([
    [undefined],
    [''],
    ['null'],
    ['no address'],
    ['file:///home/ann/page.html'],
    ['about:blank'],
    ['about:srcdoc'],
    ['data:text/html,hi'],
    ['blob:https://app.example/1234'],
    ['javascript:alert(1)'],
    ['ftp://app.example/'],
    ['chrome://settings/'],
    ['chrome-extension://abcdefghijklmnop/popup.html'],
    ['moz-extension://0000-1111/popup.html'],
    ['view-source:https://app.example/'],
    ['https://plex.tv/'],
    ['https://app.plex.tv/auth'],
    ['http://PLEX.tv/link'],
    ['https://app.plex.tv./'],
    ['https://plex.tv.:8443/'],
    ['https://*/'],
    ['https://*.example/'],
  ])('of %s is none that can be shared with', (url) => {
    expect(originOf(url)).toBeNull()
  })
})

test.each([
  ['plex.tv', true],
  ['a.b.plex.tv', true],
  ['plex.tv.', true],
  ['plex.tv.example', false],
  ['notplex.tv', false],
  ['plexxtv', false],
])('%s belongs to Plex: %j', (hostname, expected) => {
  expect(isPlex(hostname)).toBe(expected)
})

test.each([
  ['https://app.example', 'https://app.example/*'],
  ['https://app.example:8443', 'https://app.example/*'],
  ['http://127.0.0.1:5055', 'http://127.0.0.1/*'],
  ['http://[::1]:8080', 'http://[::1]/*'],
])('the host permission of %s is %s, without a port', (origin, pattern) => {
  expect(hostPattern(origin)).toBe(pattern)
})

test.each([
  ['https://app.example', false],
  ['http://app.example', true],
  ['http://192.168.1.20:5055', true],
  ['http://localhost:5055', false],
  ['http://app.localhost', false],
  ['http://127.0.0.1:8080', false],
  ['http://127.1.2.3', false],
  ['http://[::1]:8080', false],
  ['http://127.0.0.1.evil.example', true],
  ['http://127.evil.example', true],
  ['http://notlocalhost', true],
  ['http://localhost.evil.example', true],
  ['http://[::2]', true],
  ['https://127.evil.example', false],
])('where somebody else may answer at %s on another network: %j', (origin, expected) => {
  expect(isPlainHttp(origin)).toBe(expected)
  expect(tokenKindsFor(origin)).toEqual(expected ? ['site'] : ['site', 'account'])
})

test.each<[Scope[], boolean]>([
  [['account'], false],
  [['account', 'servers'], true],
  [['token'], true],
])('%j needs a token: %j', (scopes, expected) => {
  expect(needsToken(scopes)).toBe(expected)
})

describe('a term', () => {
  const at = { now: 1_000, session: 's1', tabId: 7 }
  const HOUR = 3_600_000

  test.each<[Duration, Partial<Term>]>([
    ['once', { expiresAt: null, session: 's1', tabId: 7 }],
    ['session', { expiresAt: null, session: 's1', tabId: null }],
    ['hour', { expiresAt: 1_000 + HOUR, session: null, tabId: null }],
    ['month', { expiresAt: 1_000 + 30 * 24 * HOUR, session: null, tabId: null }],
    ['until_revoked', { expiresAt: null, session: null, tabId: null }],
  ])('"%s" ends with %j', (duration, expected) => {
    expect(termOf(duration, at)).toEqual({ duration, ...expected })
  })

  test.each<[string, number, string, boolean]>([
    ['an hour', HOUR + 999, 's2', true],
    ['an hour', HOUR + 1_000, 's2', false],
    ['the session', Number.MAX_SAFE_INTEGER, 's1', true],
    ['the session', 1_000, 's2', false],
    ['no clock and no session', Number.MAX_SAFE_INTEGER, 's2', true],
  ])('that ends with %s lives at %i in %s: %j', (what, now, session, lives) => {
    const duration = ({ 'an hour': 'hour', 'the session': 'session' } as const)[what]
    expect(isLive(termOf(duration ?? 'until_revoked', at), { now, session })).toBe(lives)
  })
})

test('a grant covers what is in it, and nothing more', () => {
  const grant = { scopes: ['account', 'token'] } as unknown as Grant
  expect(covers(grant, ['token'])).toBe(true)
  expect(covers(grant, ['token', 'account'])).toBe(true)
  expect(covers(grant, ['servers'])).toBe(false)
  expect(covers(grant, ['token', 'servers'])).toBe(false)
})
