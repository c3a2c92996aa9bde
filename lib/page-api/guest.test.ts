import { describe, expect, test } from 'vitest'
import { guestOf, type Sender } from './guest.ts'

const NAME = 'foyer-page:s1'
const SENDER: Sender = { id: 'own', origin: 'https://app.example', frameId: 0, tab: { id: 7 } }

describe('a guest', () => {
  test('is whom the browser vouches for', () => {
    expect(guestOf(NAME, SENDER, 'own')).toEqual({
      origin: 'https://app.example',
      tabId: 7,
      session: 's1',
      isPrivate: false,
    })
  })

  test('in a private window is known for it', () => {
    const sender = { ...SENDER, tab: { id: 7, incognito: true } }
    expect(guestOf(NAME, sender, 'own')).toMatchObject({ tabId: 7, isPrivate: true })
  })

  test.each([
    ['in an active document', { documentLifecycle: 'active' }],
    ['in a tab that is not private', { tab: { id: 0, incognito: false } }],
    ['in a tab without a word on privacy', { tab: { id: 0 } }],
    ['on a port of its own', { origin: 'http://127.0.0.1:5055' }],
  ])('may be %s', (_what, more) => {
    expect(guestOf(NAME, { ...SENDER, ...more }, 'own')).not.toBeNull()
  })

  test.each([
    ['another extension', { id: 'other' }],
    ['nobody', { id: undefined }],
    ['a frame', { frameId: 3 }],
    ['a frame of unknown number', { frameId: undefined }],
    ['no tab', { tab: undefined }],
    ['a tab without a number', { tab: {} }],
    ['a page that prerenders', { documentLifecycle: 'prerender' }],
    ['a page in the back/forward cache', { documentLifecycle: 'cached' }],
    ['a page that is being left', { documentLifecycle: 'pending_deletion' }],
    ['an opaque origin', { origin: 'null' }],
    ['no origin', { origin: undefined }],
    ['a file', { origin: 'file://' }],
    ['an extension page', { origin: 'chrome-extension://abc' }],
    ['Plex', { origin: 'https://app.plex.tv' }],
    ['an address instead of an origin', { origin: 'https://app.example/path' }],
    ['an origin with a default port spelt out', { origin: 'https://app.example:443' }],
  ])('is never %s', (_what, more) => {
    expect(guestOf(NAME, { ...SENDER, ...more } as Sender, 'own')).toBeNull()
  })

  test('comes on a port of the known name only, and with a sender', () => {
    expect(guestOf('foyer-ui:popup', SENDER, 'own')).toBeNull()
    expect(guestOf('', SENDER, 'own')).toBeNull()
    expect(guestOf(NAME, undefined, 'own')).toBeNull()
  })
})
