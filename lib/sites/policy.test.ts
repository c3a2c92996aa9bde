import { describe, expect, test } from 'vitest'
import { covers, type Grant, hostPattern, isLive, isPlex, originOf } from './policy.ts'

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

describe('a grant', () => {
  const grant: Grant = {
    origin: 'https://app.example',
    accountId: 'a',
    scopes: ['account', 'token'],
    tokenKind: 'account',
    since: 0,
    expiresAt: 100,
  }

  test.each([
    [99, true],
    [100, false],
    [101, false],
  ])('that ends at 100 is alive at %i: %j', (now, alive) => {
    expect(isLive(grant, now)).toBe(alive)
  })

  test('without an end lives until it is revoked; none does not live', () => {
    expect(isLive({ ...grant, expiresAt: null }, Number.MAX_SAFE_INTEGER)).toBe(true)
    expect(isLive(null, 0)).toBe(false)
  })

  test('covers what is in it, and nothing more', () => {
    expect(covers(grant, ['token'])).toBe(true)
    expect(covers(grant, ['token', 'account'])).toBe(true)
    expect(covers(grant, ['servers'])).toBe(false)
    expect(covers(grant, ['token', 'servers'])).toBe(false)
  })
})
