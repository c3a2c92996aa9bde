import { describe, expect, test } from 'vitest'
import { type Browser, until } from '../../demo/browsers/index.ts'
import { KID } from '../../demo/plex-tv/server.ts'
import { accountIdOf, homeRowOf, letDayPass, rowOf, SETTINGS } from './several.ts'
import { ask, getToken, letIn, naming } from './sharing.ts'
import { beSignedIn } from './signed-in.ts'
import { BROWSERS, setStage, waitForPlexTab, waitForSignedIn } from './stage.ts'

type Action = { action: { getBadgeText(details: object): Promise<string> } }

const badge = (browser: Browser) =>
  browser.inBackground(() =>
    (globalThis as unknown as { chrome: Action }).chrome.action.getBadgeText({}),
  )

describe.each(BROWSERS)('the health of sign-ins, in %s', (kind) => {
  test('a new password: all say so; one click signs in again, and sites get new tokens', async () => {
    const stage = await setStage(kind)
    const { browser, plex, site, tab } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page)
    const before = await getToken(page)
    const id = await accountIdOf(stage, plex.account)
    plex.changePassword()
    await letDayPass(stage, id)
    const popup = await browser.openPopup(tab)
    await popup.waitFor('alert', /Plex has signed you out/, 20_000)
    expect(await popup.axe()).toEqual([])
    await expect.poll(() => badge(browser)).toBe('!')
    await until(
      'the page to hear of it',
      async () => (await page.heard()).states.at(-1)?.linked === false,
    )

    await popup.click('button', 'Sign in with Plex')
    const plexTab = await waitForPlexTab(browser)
    await plexTab.click('button', 'Allow')
    await plexTab.waitForClose()
    await until(
      'the page to hear that',
      async () => (await page.heard()).states.at(-1)?.linked === true,
    )
    // Nobody clicks, and no page asks for it.
    await until(
      'a new token for the site',
      () => plex.tokensOf(before.clientIdentifier).some(({ token }) => token !== before.token),
      30_000,
    )
    const after = await getToken(page)
    expect([after.clientIdentifier, plex.tokenIsAlive(after.token)]).toEqual([
      before.clientIdentifier,
      true,
    ])
    const settings = await browser.openExtensionPage(SETTINGS)
    await rowOf(settings, naming(site.url)).waitForText(/Demo Person/)
    expect(await accountIdOf(stage, plex.account)).toBe(id)
  })

  test('trouble at Plex changes nothing; all is well when it is over', async () => {
    const stage = await setStage(kind)
    const { browser, plex, tab } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page)
    const { token, clientIdentifier } = await getToken(page)
    const id = await accountIdOf(stage, plex.account)
    plex.faults.set({ kind: 'status', status: 500, route: 'GET /api/v2/user' })
    const since = Date.now()
    await letDayPass(stage, id, clientIdentifier)
    const isLook = ({ path, at }: { path: string; at: number }) =>
      path === '/api/v2/user' && at >= since
    await plex.waitFor(
      (entry) => isLook(entry) && entry.clientIdentifier === clientIdentifier,
      20_000,
    )
    const popup = await browser.openPopup(tab)
    await waitForSignedIn(popup)
    expect(await popup.has('alert', /signed you out/)).toBe(false)
    expect((await getToken(page)).token).toBe(token)
    expect(plex.log.filter(isLook).length).toBeLessThanOrEqual(3)
  })

  test('a Home user without a PIN is signed in again without a click', async () => {
    const stage = await setStage(kind)
    const { browser, plex } = stage
    await beSignedIn(stage)
    const settings = await browser.openExtensionPage(SETTINGS)
    await settings.click('button', 'Details')
    await homeRowOf(settings, /Demo Kid/).click('button', 'Add')
    await settings.waitForText(/Home user of Demo Person/)
    const id = await accountIdOf(stage, KID)
    plex.changePassword(KID)
    const since = Date.now()
    await letDayPass(stage, id)
    await plex.waitFor(({ path, at }) => path.endsWith('/switch') && at >= since, 20_000)
    await until('a living token', () =>
      plex.log.some(
        ({ path, token, at }) => path === '/api/v2/ping' && token === 'alive' && at >= since,
      ),
    )
    expect(await settings.has('alert', /signed/)).toBe(false)
  })
})
