import { describe, expect, test } from 'vitest'
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
    expect(done).toEqual(['open popup', 'start "short"'])
  })

  test.each([
    ['a content script', { id: OWN.id, url: 'https://app.example/', frameId: 0, tab: {} }],
    ['a page of ours in a frame of a site', { ...OWN, frameId: 2 }],
    ['another extension', { ...OWN, id: 'other' }],
    ['a site that looks like us', { id: OWN.id, url: 'https://own/popup.html' }],
    ['an extension whose name begins like ours', { id: OWN.id, url: 'chrome-extension://owner/x' }],
    ['no address', { id: OWN.id }],
    ['nothing known', {}],
  ])('and nobody else are: not %s', async (_what, sender) => {
    const { open, done, router } = uiWorld()
    const { port, call } = open('foyer-ui:popup', sender)
    await call('link.start', { kind: 'strong' })
    port.say({ look: {} })
    router.changed()
    await settle()
    expect([port.isClosed, port.posted, done]).toEqual([true, [], []])
  })

  test('come on a port of their own name', async () => {
    const { open, done } = uiWorld()
    const { port } = open('foyer-page:s1', OWN)
    await settle()
    expect([port.isClosed, port.posted, done]).toEqual([true, [], []])
  })

  test('are known to be open until they close', async () => {
    const { open, router, done } = uiWorld()
    const { port } = open()
    expect([router.isOpen('popup'), router.isOpen('options')]).toEqual([true, false])
    port.drop()
    expect([router.isOpen('popup'), done]).toEqual([false, ['open popup', 'close popup']])
  })

  test('hear that what is stored cannot be read, and how things stand once it can', async () => {
    const { open, router, state } = uiWorld()
    state.isUnreadable = true
    const { port, states } = open()
    port.say({ look: {} })
    await settle()
    router.changed()
    await settle()
    expect(states()).toEqual([null, null])
    state.isUnreadable = false
    router.changed()
    await settle()
    expect(states().at(-1)).toMatchObject({ link: { phase: 'idle' } })
  })
})

describe('what a page is shown', () => {
  test('has everything that all of them show, and nothing long that it does not look at', async () => {
    const { open, signIn, give, activity } = uiWorld()
    const ann = await signIn()
    await give(APP)
    activity.note({ origin: APP, asked: 'token.get', answered: 'given' })
    expect(await open().look()).toEqual({
      link: { phase: 'idle' },
      accounts: [
        {
          id: ann,
          name: 'Ann',
          detail: 'ann@example.org',
          health: 'ok',
          since: expect.any(Number),
          label: '',
          twin: '',
          userId: '1',
          home: null,
          needsPin: false,
          renewedAt: null,
        },
      ],
      currentAccountId: ann,
      homeRetryAt: null,
      signIns: [],
      plexPages: { isAllowed: false, isAsked: false },
      offers: [],
      approvals: [],
      pending: [],
      newcomers: [],
      settings: { privateWindows: false, lockAfter: null },
      isLasting: true,
      lock: { isSet: false, isLocked: false },
      siteCount: 1,
      unusable: [],
      site: null,
      sites: { rows: [], total: 0 },
      activity: null,
      details: null,
      tools: [],
      newTool: null,
    })
  })

  test('holds no secret', async () => {
    const { open, signIn, give, plex, state } = uiWorld()
    await signIn()
    await give(APP)
    await give(APP, { isPrivate: true })
    state.link = {
      phase: 'waiting',
      kind: 'strong',
      pin: { id: 'pin-id', code: 'pin-code' },
      createdAt: 0,
      expiresAt: 1,
      plexOpened: true,
      lastPollAt: 0,
      lastAnswerAt: 0,
      notBefore: 0,
      failures: 0,
      trouble: null,
      looksLeft: null,
    }
    const limit = 9
    const shown = await open().look({
      site: { origin: APP, isPrivate: true },
      sites: { search: '', limit },
      activity: { search: '', answered: null, limit },
    })
    expect(shown.sites.rows).toHaveLength(1)
    for (const secret of [...plex.living.keys(), 'pin-id', 'pin-code', 'sealed', '"iv"']) {
      expect(JSON.stringify(shown)).not.toContain(secret)
    }
  })
})
