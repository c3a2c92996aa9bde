import { describe, expect, test } from 'vitest'
import { type Identity, identityHeaders } from './identity.ts'

const FULL: Required<Identity> = {
  clientIdentifier: 'id-1',
  product: 'Foyer for Plex',
  version: '0.1.0',
  platform: 'Firefox',
  platformVersion: '140.0',
  device: 'Linux',
  deviceName: 'Foyer, Firefox on Linux',
  deviceVendor: 'vendor',
  model: 'hosted',
  marketplace: 'amo',
  deviceScreenResolution: '1x1',
  language: 'en',
}

describe('the headers of an identity', () => {
  test('carry every member under its own name', () => {
    expect(identityHeaders(FULL)).toEqual({
      'X-Plex-Client-Identifier': 'id-1',
      'X-Plex-Product': 'Foyer for Plex',
      'X-Plex-Version': '0.1.0',
      'X-Plex-Platform': 'Firefox',
      'X-Plex-Platform-Version': '140.0',
      'X-Plex-Device': 'Linux',
      'X-Plex-Device-Name': 'Foyer, Firefox on Linux',
      'X-Plex-Device-Vendor': 'vendor',
      'X-Plex-Model': 'hosted',
      'X-Plex-Marketplace': 'amo',
      'X-Plex-Device-Screen-Resolution': '1x1',
      'X-Plex-Language': 'en',
    })
  })

  test('leave out what is absent or empty', () => {
    const identity = { clientIdentifier: 'id-1', product: 'P', device: '' }
    expect(Object.keys(identityHeaders(identity))).toEqual([
      'X-Plex-Client-Identifier',
      'X-Plex-Product',
    ])
  })

  test('carry text beyond ASCII as the bytes of UTF-8, which fetch accepts', () => {
    const product = 'Müllers 映画 🎬'
    const headers = new Headers(identityHeaders({ clientIdentifier: 'id-1', product }))
    const bytes = Buffer.from(headers.get('X-Plex-Product') ?? '', 'latin1')
    expect(bytes.toString('utf8')).toBe(product)
  })

  test('never hold a control character, so that nobody can add a header', () => {
    const product = ' one\r\nX-Plex-Token: stolen\0\u0085two\u007f '
    const headers = identityHeaders({ clientIdentifier: 'id-1', product })
    expect(headers['X-Plex-Product']).toBe('one X-Plex-Token: stolen two')
    expect(() => new Headers(headers)).not.toThrow()
  })
})
