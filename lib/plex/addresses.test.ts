import { describe, expect, test } from 'vitest'
import { approvalUrl, linkUrl } from './addresses.ts'

const IDENTITY = {
  clientIdentifier: 'id 1',
  product: 'Foyer & Co',
  platform: 'Firefox',
  device: '',
}

describe('the address where a strong PIN is approved', () => {
  const url = new URL(approvalUrl(IDENTITY, 'abc+def'))
  const params = new URLSearchParams(url.hash.slice(2))

  test("is Plex's, with everything in the fragment, which no server sees", () => {
    expect(`${url.origin}${url.pathname}${url.search}`).toBe('https://app.plex.tv/auth')
    expect(url.hash.startsWith('#?')).toBe(true)
  })

  test('names the identifier, the code and the product, and what else is known', () => {
    expect(Object.fromEntries(params)).toEqual({
      clientID: 'id 1',
      code: 'abc+def',
      'context[device][product]': 'Foyer & Co',
      'context[device][platform]': 'Firefox',
    })
  })

  test('can be read by whoever takes a plus for a plus', () => {
    expect(url.hash).not.toContain('+')
    const members = url.hash.slice(2).split('&').map(decodeURIComponent)
    expect(members).toContain('clientID=id 1')
    expect(members).toContain('code=abc+def')
  })
})

test('the address where a short code is typed has it filled in', () => {
  expect(linkUrl('9W&P')).toBe('https://plex.tv/link/?pin=9W%26P')
})
