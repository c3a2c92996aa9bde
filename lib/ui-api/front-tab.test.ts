import { describe, expect, test, vi } from 'vitest'
import { browser } from 'wxt/browser'
import { frontTab } from './front-tab.ts'

const before = (url: string | undefined) =>
  vi
    .spyOn(browser.tabs, 'query')
    .mockImplementation((async () => [{ id: 7, url, incognito: false }]) as never)

describe('the tab before the popup', () => {
  test.each([
    [undefined, { origin: null, why: 'unseen' }],
    ['', { origin: null, why: 'unseen' }],
    ['about:blank', { origin: null, why: 'internal' }],
    ['https://app.plex.tv/auth#?code=x', { origin: null, why: 'plex', tabId: 7 }],
    ['https://app.plex.tv.evil.test/auth', { origin: 'https://app.plex.tv.evil.test', tabId: 7 }],
    ['https://app.plex.tv@evil.test/auth', { origin: 'https://evil.test', tabId: 7 }],
  ])('at %j', async (url, is) => {
    before(url)
    expect(await frontTab()).toMatchObject(is)
  })
})
