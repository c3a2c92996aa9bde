import { describe, expect, test } from 'vitest'
import type { Browser, Tab } from '../../demo/browsers/index.ts'
import { connectPage } from './page-client.ts'
import { storedRecords } from './records.ts'
import { ask, getToken, letIn, letInToo } from './sharing.ts'
import { BROWSERS, type Stage, setStage, signIn } from './stage.ts'

const SILENCE = { answers: {}, states: [], announcements: 0 }
const SOON = { timeout: 10_000 }

/** The browser lets the extension into private windows; our own setting is still as it was. */
async function setPrivateStage(...options: Parameters<typeof setStage>): Promise<Stage> {
  const stage = await setStage(...options)
  await stage.browser.allowInPrivateWindows()
  return stage
}

/** The person's press on the button in the popup, with that tab in front. */
async function allowHere(browser: Browser, tab: Tab): Promise<void> {
  const popup = await browser.openPopup(tab)
  await popup.click('button', 'Allow in private windows')
  await popup.waitForGone('button', 'Allow in private windows')
  await popup.close()
}

/** A page in a private window, of a site that is allowed there. */
async function letInPrivately({ browser, site }: Stage) {
  const tab = await browser.newPrivateTab(site.url)
  await allowHere(browser, tab)
  await tab.page.reload()
  await tab.waitForText('One click signs you in')
  return { tab, page: await connectPage(tab) }
}

async function namesOfRecords(browser: Browser, text: string): Promise<string[]> {
  const records = Object.entries(await storedRecords(browser))
  return records.filter((record) => JSON.stringify(record).includes(text)).map(([name]) => name)
}

const isOfGrant = (name: string) => /^(grant|use):/.test(name)

describe.each(BROWSERS)('private windows, in %s', (kind) => {
  test('are refused by default, and don’t hear that their site is allowed elsewhere; allowed by the person they are answered, apart from the other windows; what was given ends with the last one, and leaves no trace', async () => {
    const stage = await setPrivateStage(kind)
    const { browser, plex, site, tab } = stage
    const early = await browser.newPrivateTab(site.url)
    const page = await connectPage(early)
    const open = await letIn(stage)
    const allowed = await namesOfRecords(browser, site.url)
    const late = await browser.newPrivateTab(site.url)
    const pages = [page, await connectPage(late)]
    await page.reconnect()
    for (const each of pages) await each.post({ jsonrpc: '2.0', id: 1, method: 'foyer.state' })
    await late.waitForText('Foyer is not here')
    expect(await open.call('foyer.state')).toMatchObject({ linked: true, grant: null })
    for (const each of pages) expect(await each.heard()).toEqual(SILENCE)
    const popup = await browser.openPopup(late)
    await popup.waitFor('button', 'Allow in private windows')
    expect(await popup.has('button', 'Type a code')).toBe(false)
    await popup.close()

    await browser.reloadExtension()
    await expect.poll(async () => (await open.heard()).announcements, SOON).toBeGreaterThan(0)
    for (const each of pages) expect(await each.heard()).toEqual(SILENCE)

    await open.reconnect()
    const secret = await letInPrivately(stage)
    expect(await secret.page.call('foyer.state')).toMatchObject({ linked: true, grant: null })
    const grant = await ask(stage, secret.tab, secret.page, ['token'], async (popup) => {
      await popup.waitForText(/ends when the last private window closes/)
      const own = await popup.within('radiogroup', 'Token').state('radio', /own/)
      expect(own?.checked).toBe(true)
    })
    expect(grant).toEqual({ scopes: ['token'], tokenKind: 'site', expiresAt: null })
    const { kind: tokenKind, token } = await getToken(secret.page)
    expect([tokenKind, plex.tokenIsAlive(token)]).toEqual(['site', true])
    expect(Object.keys(await storedRecords(browser)).filter(isOfGrant)).toEqual([])

    expect(await open.call('foyer.state')).toMatchObject({ linked: true, grant: null })
    expect(await open.failure('token.get')).toMatchObject({ code: 4100 })
    const shown = await browser.openPopup(tab)
    await shown.waitForText('It has nothing yet')
    await shown.close()

    await browser.closePrivateWindows()
    await expect.poll(() => plex.tokenIsAlive(token), SOON).toBe(false)
    expect(await namesOfRecords(browser, site.url)).toEqual(allowed)
    expect(Object.keys(await storedRecords(browser)).filter(isOfGrant)).toEqual([])

    const again = await connectPage(await browser.newPrivateTab(site.url))
    expect(await again.call('foyer.state')).toMatchObject({ linked: true, grant: null })
  })
})

describe('in a Firefox that never remembers history', () => {
  test('the popup says so; an allowed site has its token until the browser closes', async () => {
    const stage = await setStage('firefox', { neverRemembers: true })
    const { browser, plex, site, tab } = stage
    await signIn(stage)
    await (await browser.openPopup(tab)).waitForText('Every open window is private')
    await allowHere(browser, tab)
    const page = await letInToo(stage, tab)
    await ask(stage, tab, page)
    const { token, kind } = await getToken(page)
    expect([kind, plex.tokenIsAlive(token)]).toEqual(['site', true])
    await browser.stopBackground()
    expect((await getToken(page)).token).toBe(token)

    await browser.restart()
    const again = await browser.newTab(site.url)
    const state = await (await connectPage(again)).call('foyer.state')
    expect(state).toMatchObject({ linked: false, grant: null })
    // The key to the token is gone as well: only the account can end it now.
    await signIn({ ...stage, tab: again })
    await expect.poll(() => plex.tokenIsAlive(token), SOON).toBe(false)
  })
})
