import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { IDENTITY } from '../test-support/plex-server.ts'
import { approvalUrl, linkUrl } from './addresses.ts'
import { readPinAddress } from './pin-address.ts'

const CODE = 'm6mijjn177ut0qaz02b9iedof'
const PLAIN = { code: CODE, clientIdentifier: 'c-1', forwardUrl: null, isForwardOdd: false }
const auth = (more: string) => `https://app.plex.tv/auth#?clientID=c-1&code=${CODE}${more}`

describe('the address of Plex’s page for a PIN', () => {
  test.each([
    `https://app.plex.tv/auth#?clientID=c-1&code=${CODE}`,
    `https://app.plex.tv/auth/#?clientID=c-1&code=${CODE}`,
    `https://app.plex.tv/auth#!?clientID=c-1&code=${CODE}`,
    `https://app.plex.tv/auth/#!?clientID=c-1&code=${CODE}`,
    `https://app.plex.tv/auth#!/?clientID=c-1&code=${CODE}`,
    `https://app.plex.tv/auth?x=1#?code=${CODE}&clientID=c-1`,
    `https://APP.plex.tv:443/auth#?clientID=c%2D1&c%6Fde=${CODE}&context%5Bdevice%5D%5Bproduct%5D=A+B`,
  ])('is read in each spelling: %s', (address) => {
    expect(readPinAddress(address)).toEqual(PLAIN)
  })

  test.each([
    ['https://plex.tv/link/?pin=9WKP', '9WKP'],
    ['https://plex.tv/link?pin=9wkp', '9WKP'],
    ['https://plex.tv/pin?pin=9WKP&x=1', '9WKP'],
    [linkUrl('7RQZ'), '7RQZ'],
  ])('is read where the code is filled in: %s', (address, code) => {
    expect(readPinAddress(address)).toEqual({ ...PLAIN, code, clientIdentifier: null })
  })

  test('is read as we write it', () => {
    const { clientIdentifier } = IDENTITY
    expect(readPinAddress(approvalUrl(IDENTITY, CODE))).toEqual({ ...PLAIN, clientIdentifier })
  })

  test.each([
    '',
    'about:blank',
    'https://app.plex.tv/auth',
    'https://app.plex.tv/auth#?clientID=c-1',
    `https://app.plex.tv/auth?code=${CODE}`,
    `https://app.plex.tv/desktop#?code=${CODE}`,
    `https://app.plex.tv/auth/x#?code=${CODE}`,
    `http://app.plex.tv/auth#?code=${CODE}`,
    `https://app.plex.tv:8443/auth#?code=${CODE}`,
    `https://app.plex.tv.example/auth#?code=${CODE}`,
    `https://evil.app.plex.tv/auth#?code=${CODE}`,
    `https://app.plex.tv@evil.example/auth#?code=${CODE}`,
    `https://ann@app.plex.tv/auth#?code=${CODE}`,
    `https://аpp.plex.tv/auth#?code=${CODE}`,
    `https://app.plex.tv/auth#?code=${CODE}&code=other`,
    'https://app.plex.tv/auth#?code=undefined%20',
    'https://app.plex.tv/auth#?code=abc',
    'https://plex.tv/link',
    'https://plex.tv/link/?pin=',
    'https://plex.tv/link/?code=9WKP',
    'https://clients.plex.tv/link/?pin=9WKP',
    'https://example/link/?pin=9WKP',
  ])('is nothing else: %s', (address) => {
    expect(readPinAddress(address)).toBeNull()
  })

  test.each([
    ['https://seerr.example:5055/login?x=1', 'https://seerr.example:5055/login?x=1'],
    ['http://nas.local', 'http://nas.local/'],
    ['', null],
  ])('goes on to %j', (forwardUrl, read) => {
    const address = auth(`&forwardUrl=${encodeURIComponent(forwardUrl)}`)
    expect(readPinAddress(address)).toEqual({ ...PLAIN, forwardUrl: read })
  })

  test.each([
    'javascript:alert(1)',
    'chrome-extension://abc/x.html',
    'data:text/html,x',
    'https://plex.tv@evil.example/',
    'https://:secret@evil.example/',
    '//evil.example',
    'seerr.example',
    'https://',
  ])('is odd where it goes on to %j', (forwardUrl) => {
    const address = auth(`&forwardUrl=${encodeURIComponent(forwardUrl)}`)
    expect(readPinAddress(address)).toEqual({ ...PLAIN, isForwardOdd: true })
  })

  test('is odd where it goes on to two places', () => {
    const address = auth('&forwardUrl=https%3A%2F%2Fa.example&forwardUrl=https%3A%2F%2Fb.example')
    expect(readPinAddress(address)).toEqual({ ...PLAIN, isForwardOdd: true })
  })

  test('gives what was encoded, whatever else is in it', () => {
    const code = fc.string({ unit: fc.constantFrom(...'am09z'), minLength: 25, maxLength: 25 })
    const name = fc.string({ size: 'small' })
    const page = fc.constantFrom(
      'https://a.example/b?c=d&e#f',
      'http://[::1]:81/',
      'https://é.example',
    )
    const form = fc.constantFrom('auth#?', 'auth/#?', 'auth#!?', 'auth/#!?')
    fc.assert(
      fc.property(form, code, name, name, page, (spelling, secret, id, product, to) => {
        const params = new URLSearchParams({ clientID: id, code: secret, forwardUrl: to })
        params.set('context[device][product]', product)
        const read = readPinAddress(`https://app.plex.tv/${spelling}${params}`)
        expect(read).toMatchObject({ code: secret, forwardUrl: new URL(to).href })
        expect(read?.clientIdentifier ?? '').toBe(new URLSearchParams(params).get('clientID'))
      }),
    )
  })

  test('throws at nothing, and never finds a code that is none', () => {
    const part = fc.constantFrom('https://app.plex.tv/auth', 'https://plex.tv/link', '#?', '?', '&')
    const words = fc.array(fc.oneof(part, fc.string(), fc.constant('code=AB12'), fc.webUrl()))
    fc.assert(
      fc.property(words, (them) => {
        const read = readPinAddress(them.join(''))
        if (read) expect(read.code).toMatch(/^[A-Za-z0-9]{4,64}$/)
      }),
    )
  })
})
