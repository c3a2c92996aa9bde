import { describe, expect, test } from 'vitest'
import { NoNetwork } from '../plex/errors.ts'
import { settle } from '../test-support/clock.ts'
import { APP, OWN, uiWorld } from '../test-support/ui-world.ts'

describe('our own pages', () => {
  test.each([
    ['the popup', OWN],
    ['a page of ours in a tab', { ...OWN, frameId: 0 }],
    ['a page of ours with a query', { ...OWN, url: 'chrome-extension://own/options.html?a#b' }],
  ])('are served: %s', async (_what, sender) => {
    const { open, done } = uiWorld()
    const { port, call } = open('foyer-ui:popup', sender)
    expect(await call('link.start', { kind: 'short' })).toEqual({ done: 1, failure: null })
    expect(port.isClosed).toBe(false)
    expect(done).toEqual(['open popup', 'start short'])
  })

  test.each([
    ['a content script', { id: 'own', url: 'https://app.example/', frameId: 0, tab: {} }],
    ['a page of ours in a frame of a site', { ...OWN, frameId: 2 }],
    ['another extension', { ...OWN, id: 'other' }],
    ['a site that looks like us', { id: 'own', url: 'https://own/popup.html' }],
    ['an extension whose name begins like ours', { id: 'own', url: 'chrome-extension://owner/x' }],
    ['no address', { id: 'own' }],
    ['nothing known', {}],
  ])('and nobody else are: not %s', async (_what, sender) => {
    const { open, done } = uiWorld()
    const { port, call } = open('foyer-ui:popup', sender)
    await call('link.start', { kind: 'strong' })
    expect([port.isClosed, port.posted, done]).toEqual([true, [], []])
  })

  test('come on a port of their own name', async () => {
    const { open, done } = uiWorld()
    const { port } = open('foyer-page:s1', OWN)
    await settle()
    expect([port.isClosed, port.posted, done]).toEqual([true, [], []])
  })

  test('see at once how things stand, and each change, changes of one turn once', async () => {
    const { open, router } = uiWorld()
    const { port } = open()
    await settle()
    expect(port.posted).toEqual([
      {
        state: { link: { phase: 'idle' }, accounts: [], sites: [], approvals: [], isLasting: true },
      },
    ])
    for (let n = 0; n < 5; n++) router.changed()
    await settle()
    expect(port.posted).toHaveLength(2)
  })

  test('hear that what is stored cannot be read, and how things stand once it can', async () => {
    const { open, router, state } = uiWorld()
    state.isUnreadable = true
    const { port } = open()
    await settle()
    router.changed()
    await settle()
    expect(port.posted).toEqual([{ state: null }, { state: null }])
    state.isUnreadable = false
    router.changed()
    await settle()
    expect(port.posted.at(-1)).toMatchObject({ state: { link: { phase: 'idle' } } })
  })

  test('are known to be open until they close', async () => {
    const { open, router, done } = uiWorld()
    const { port } = open()
    expect([router.isOpen('popup'), router.isOpen('options')]).toEqual([true, false])
    port.drop()
    expect([router.isOpen('popup'), done]).toEqual([false, ['open popup', 'close popup']])
  })
})

describe('a command', () => {
  test.each(['nonsense', '', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'that is none fails: "%s"',
    async (command) => {
      expect(await uiWorld().open().call(command)).toEqual({ done: 1, failure: 'internal' })
    },
  )

  test.each([
    ['what Plex said', new NoNetwork('x'), 'network'],
    ['no more than "internal"', new Error('secret'), 'internal'],
    ['no more than "internal" for the strangest things', 'thrown', 'internal'],
  ])('that fails says %s', async (_what, fails, failure) => {
    const { open, state } = uiWorld()
    state.fails = fails
    expect(await open().call('link.cancel')).toEqual({ done: 1, failure })
  })

  test.each([
    ['link.cancel', {}, 'cancel'],
    ['link.dismiss', {}, 'dismiss'],
    ['link.reopen', {}, 'reopen'],
    ['account.signOut', { id: 'ann' }, 'signOut ann'],
    ['site.intend', { origin: APP, tabId: 7 }, `intend ${APP} 7`],
    ['site.finish', {}, 'finish'],
    ['site.stop', { origin: APP }, `stop ${APP}`],
  ])('does what it says: %s', async (command, input, what) => {
    const { open, done } = uiWorld()
    expect(await open().call(command, input)).toEqual({ done: 1, failure: null })
    expect(done.slice(1)).toEqual([what])
  })
})
