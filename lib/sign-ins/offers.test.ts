import { describe, expect, test } from 'vitest'
import { NoNetwork, NotFound } from '../plex/errors.ts'
import { settle } from '../test-support/clock.ts'
import { IDENTITY } from '../test-support/plex-server.ts'
import { FRONT, PLEX_PAGES } from '../test-support/plex-tabs.ts'
import { BACK, offered, pageOf, SEERR, signInWorld } from '../test-support/sign-in-world.ts'
import { makeTool } from '../test-support/tool-stories.ts'

const approvable = { verdict: { offer: 'approve' } }

describe('what is offered', () => {
  test('is the PIN at the page before the person, and where it goes on', async () => {
    const { app, plex } = await signInWorld()
    expect(await offered(app)).toMatchObject([
      { ...approvable, goesTo: new URL(BACK).origin, isTyped: false },
    ])
    expect(plex.calls).toEqual(['getPinInfo seerr-1'])
  })

  test('is asked of Plex once, and again when the person says so', async () => {
    const { app, plex } = await signInWorld()
    plex.fail('getPinInfo', { error: new NoNetwork('no') })
    const [offer] = await offered(app)
    expect(offer?.verdict).toEqual({ offer: 'plex', why: 'no_network', info: null })
    await offered(app)
    expect(plex.count('getPinInfo')).toBe(1)
    await app.signIns.offers.askAgain(offer?.id ?? '')
    expect((await offered(app))[0]).toMatchObject({ ...approvable, id: offer?.id })
    expect(plex.count('getPinInfo')).toBe(2)
  })

  test('two looks at once are one question', async () => {
    const { app, plex } = await signInWorld()
    const [look] = [{ tabId: FRONT, code: null }]
    await Promise.all([app.signIns.offers.find(look), app.signIns.offers.find(look)])
    await settle()
    expect(plex.count('getPinInfo')).toBe(1)
  })

  test('says nothing of the page, which anybody can write', async () => {
    const { app, code, tabs } = await signInWorld()
    const params = 'context[device][product]=Plex%20Web&context[device][deviceName]=Living%20room'
    tabs.set(FRONT, `${pageOf(code)}&${params}`)
    expect(JSON.stringify(await offered(app))).not.toMatch(/Plex Web|Living room/)
  })

  test('is nothing at any other page', async () => {
    const { app, plex, tabs } = await signInWorld()
    for (const url of ['https://app.plex.tv/desktop', 'https://seerr.example/', 'about:blank']) {
      tabs.set(FRONT, url)
      expect(await offered(app)).toEqual([])
    }
    expect(plex.calls).toEqual([])
  })

  test('of a window without our button needs the person’s leave, and then counts', async () => {
    const { world, app, tabs, code } = await signInWorld()
    tabs.set(FRONT, 'https://seerr.example/')
    tabs.set(2, pageOf(code))
    expect(await offered(app)).toEqual([])
    world.hosts.add(PLEX_PAGES)
    expect(await offered(app)).toMatchObject([approvable])
    expect(await app.signIns.offers.count()).toBe(1)
  })

  test('at plex.tv/link, where the code is filled in', async () => {
    const { app, plex, tabs } = await signInWorld()
    plex.makePin({ clientIdentifier: 'tv-1', product: 'Player' }, '7RQZ')
    tabs.set(5, 'https://plex.tv/link/?pin=7RQZ')
    expect((await offered(app, null))[0]?.verdict?.info?.product).toBe('Player')
  })

  test.each(['', '9WK', '9WKPX', 'm6mijjn177ut0qaz02b9iedof', '9WK!', '9wkp'])(
    'is nothing for what is no short code: %j',
    async (code) => {
      const { app, plex, tabs } = await signInWorld()
      tabs.delete(FRONT)
      expect(await offered(app, null, code)).toEqual([])
      expect(plex.calls).toEqual([])
    },
  )

  test('is one, where the code that was typed is at Plex’s page too', async () => {
    const { app, plex, tabs } = await signInWorld()
    plex.makePin({ clientIdentifier: 'tv-1', product: 'Player' }, '7RQZ')
    tabs.set(FRONT, 'https://plex.tv/link/?pin=7RQZ')
    const offers = await offered(app, FRONT, '7RQZ')
    expect(offers.map(({ isTyped }) => isTyped)).toEqual([true])
  })

  test('for a code that Plex does not know is Plex’s own page', async () => {
    const { app } = await signInWorld()
    expect((await offered(app, null, '0000'))[0]?.verdict).toMatchObject({ why: 'unknown_code' })
  })
})

describe('a PIN of our own', () => {
  test('is never offered: neither to sign in with, nor for a site or a tool', async () => {
    const { app, ann, plex, tabs } = await signInWorld()
    const own = plex.makePin(IDENTITY)
    tabs.set(FRONT, pageOf(own, IDENTITY))
    expect(await offered(app)).toEqual([])
    const tool = await makeTool(app, ann)
    const who = { clientIdentifier: tool, product: 'backup script via Foyer' }
    tabs.set(FRONT, pageOf(plex.makePin(who), who))
    expect(await offered(app)).toEqual([])
    expect(plex.count('getPinInfo')).toBe(0)
  })

  test('is known by Plex’s word as well', async () => {
    const { app, plex } = await signInWorld()
    plex.info = { clientIdentifier: IDENTITY.clientIdentifier }
    expect(await offered(app)).toEqual([])
  })
})

describe('the person', () => {
  test('puts it off: it no longer counts, and is there again where they come back to it', async () => {
    const { world, app, tabs, code } = await signInWorld()
    world.hosts.add(PLEX_PAGES)
    tabs.set(2, pageOf(code))
    tabs.set(FRONT, 'https://seerr.example/')
    const [offer] = await offered(app)
    await app.signIns.offers.putOff(offer?.id ?? '')
    expect([await offered(app), await app.signIns.offers.count()]).toEqual([[], 0])
    // An open popup still hears when its page is gone.
    const inSight = await app.signIns.offers.inSight()
    tabs.set(2, 'https://app.plex.tv/desktop')
    expect(await app.signIns.offers.inSight()).not.toBe(inSight)
    tabs.set(2, pageOf(code))
    const next = world.boot()
    expect(await offered(next)).toEqual([])
    tabs.set(FRONT, pageOf(code))
    expect(await offered(next)).toMatchObject([approvable])
  })

  test('approves what they were shown, and nothing that came in its place', async () => {
    const { app, ann, plex, tabs } = await signInWorld()
    const [offer] = await offered(app)
    tabs.set(FRONT, pageOf(plex.makePin(SEERR), SEERR, BACK))
    const late = app.signIns.offers.approve(offer?.id ?? '', ann)
    await expect(late).rejects.toMatchObject({ reason: 'pin_gone' })
    expect(plex.count('linkPin')).toBe(0)
  })

  test('approves nothing that would go on elsewhere than they were shown', async () => {
    const { app, ann, plex, code, tabs } = await signInWorld()
    const [offer] = await offered(app)
    tabs.set(FRONT, pageOf(code, SEERR, 'https://evil.example/'))
    const late = app.signIns.offers.approve(offer?.id ?? '', ann)
    await expect(late).rejects.toMatchObject({ reason: 'pin_gone' })
    expect(plex.count('linkPin')).toBe(0)
  })

  test('is shown another place to go on to as another offer, looked at anew', async () => {
    const { world, app, code, tabs } = await signInWorld()
    world.hosts.add(PLEX_PAGES)
    const [before] = await offered(app)
    const inSight = await app.signIns.offers.inSight()
    tabs.set(FRONT, pageOf(code, SEERR, 'https://evil.example/'))
    // So an open popup hears of it.
    expect(await app.signIns.offers.inSight()).not.toBe(inSight)
    const [after] = await offered(app)
    expect(after?.goesTo).toBe('https://evil.example')
    expect(after?.id).not.toBe(before?.id)
  })

  test('approves nothing at a page that looks like Plex’s', async () => {
    const { app, code, plex, tabs } = await signInWorld()
    const query = new URL(pageOf(code)).hash
    for (const page of [
      `https://app.plex.tv.evil.test/auth${query}`,
      `https://app.plex.tv@evil.test/auth${query}`,
      `https://me@app.plex.tv/auth${query}`,
    ]) {
      tabs.set(FRONT, page)
      expect(await offered(app), page).toEqual([])
    }
    expect(plex.calls).toEqual([])
  })

  test.each(['javascript:alert(1)', 'https://plex.tv@evil.test/', 'data:text/html,x'])(
    'can’t approve what would go on to %s',
    async (forwardUrl) => {
      const { app, ann, code, plex, tabs } = await signInWorld()
      tabs.set(FRONT, pageOf(code, SEERR, forwardUrl))
      const [offer] = await offered(app)
      expect(offer).toMatchObject({ goesTo: null, verdict: { offer: 'plex', why: 'odd_forward' } })
      const refused = app.signIns.offers.approve(offer?.id ?? '', ann)
      await expect(refused).rejects.toMatchObject({ reason: 'pin_gone' })
      expect(plex.count('linkPin')).toBe(0)
    },
  )

  test('is told where a name in other letters leads, as the browser compares it', async () => {
    const { app, code, tabs } = await signInWorld()
    tabs.set(FRONT, pageOf(code, SEERR, 'https://app.рlex.example/'))
    expect((await offered(app))[0]?.goesTo).toBe('https://app.xn--lex-zed.example')
  })

  test.each([
    ['was made on another network', { ipMatches: false }],
    ['has no name', { product: '' }],
    ['Plex does not tell of', { ipMatches: null }],
  ])('can’t approve what %s', async (_what, info) => {
    const { app, ann, plex } = await signInWorld()
    plex.info = info
    const [offer] = await offered(app)
    const refused = app.signIns.offers.approve(offer?.id ?? '', ann)
    await expect(refused).rejects.toMatchObject({ reason: 'pin_gone' })
    expect(plex.count('linkPin')).toBe(0)
  })

  test('can’t approve what a stopped background had shown: it is shown anew', async () => {
    const { world, app, ann, plex } = await signInWorld()
    const [offer] = await offered(app)
    const next = world.boot()
    const refused = next.signIns.offers.approve(offer?.id ?? '', ann)
    await expect(refused).rejects.toMatchObject({ reason: 'pin_gone' })
    expect(plex.count('linkPin')).toBe(0)
  })

  test('goes on at Plex: its page, or the one where a code is typed', async () => {
    const { app, tabs, plex } = await signInWorld()
    plex.fail('getPinInfo', { error: new NotFound('no', { status: 404 }) })
    const [offer] = await offered(app, null, '9WKP')
    await app.signIns.offers.goOnAtPlex(offer?.id ?? '')
    expect([...tabs.values()]).toContain('https://plex.tv/link/?pin=9WKP')
  })

  test('is asked once whether we may see pages in windows without our button', async () => {
    const { world, app } = await signInWorld()
    expect(await app.plexPages.get()).toEqual({ isAllowed: false, isAsked: false })
    await app.plexPages.noteAsked()
    world.hosts.add(PLEX_PAGES)
    const next = world.boot()
    expect(await next.plexPages.get()).toEqual({ isAllowed: true, isAsked: true })
    await next.plexPages.stop()
    expect((await next.plexPages.get()).isAllowed).toBe(false)
  })
})
