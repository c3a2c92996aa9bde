import { describe, expect, onTestFinished, test } from 'vitest'
import { startDemoSite } from '../../demo/site/server.ts'
import { connectPage } from './page-client.ts'
import { letIn, signInAtPage } from './sharing.ts'
import { beSignedIn } from './signed-in.ts'
import { allowSite, BROWSERS, setStage } from './stage.ts'

type Permissions = { permissions: { contains(what: { origins: string[] }): Promise<boolean> } }

describe.each(BROWSERS)('sites, in %s', (kind) => {
  test('a denied prompt gives nothing; allowed while the page is open, it hears of it, and may ask; "Stop sharing" ends the grant, the site and the permission', async () => {
    const stage = await setStage(kind, { isFresh: true })
    const { browser, tab } = stage
    await beSignedIn(stage)
    const popup = await browser.openPopup(tab)
    await popup.click('button', 'Allow this site')
    await browser.answerPrompt(false)
    const again = await browser.openPopup(tab)
    await again.waitFor('button', 'Allow this site')
    const page = await connectPage(tab)
    await tab.waitForText('Foyer is not here')
    expect((await page.heard()).states).toEqual([])
    await again.close()

    await allowSite(stage, tab)
    await tab.waitForText('One click signs you in')
    await page.reconnect()
    expect(await page.call('foyer.state')).toMatchObject({ linked: true, grant: null })
    expect((await page.heard()).announcements).toBe(1)

    await signInAtPage(stage, tab)
    await page.call('token.get')
    const last = await browser.openPopup(tab)
    await last.click('button', 'Stop sharing')
    await last.waitFor('button', 'Allow this site')
    expect(await page.failure('token.get')).toMatchObject({ code: 4100 })
    await tab.page.reload()
    await tab.waitForText('Foyer is not here')
  })

  test('another port of a permitted host gets nothing without its own allowing, nor does another host; an update under an open page: one bridge answers, and the page is told; none on the browser’s pages and Plex’s', async () => {
    const stage = await setStage(kind)
    const { browser, site, tab } = stage
    const other = await startDemoSite()
    onTestFinished(() => other.close())
    await beSignedIn(stage)
    await allowSite(stage, tab)
    await tab.waitForText('One click signs you in')
    const strangers = [site.url.replace('127.0.0.1', 'localhost'), other.url]
    let stranger = tab
    for (const url of strangers) {
      stranger = await browser.newTab(url)
      const page = await connectPage(stranger)
      await page.post({ jsonrpc: '2.0', id: 1, method: 'foyer.state' })
      await page.post('rubbish')
      await stranger.waitForText('Foyer is not here')
      expect(await page.heard()).toMatchObject({ answers: {}, states: [], announcements: 0 })
      await (await browser.openPopup(stranger)).waitFor('button', 'Allow this site')
    }
    // The port of the permitted host: no second prompt.
    await (await browser.popup()).click('button', 'Allow this site')
    await stranger.waitForText('One click signs you in')

    const page = await connectPage(tab)
    await page.call('foyer.state')
    await browser.reloadExtension()
    await expect.poll(async () => (await page.heard()).announcements, { timeout: 10_000 }).toBe(1)
    const before = (await page.heard()).states.length
    await page.reconnect()
    expect(await page.call('foyer.state')).toMatchObject({ linked: true })
    // One greeting from one bridge, though two live in the page now.
    await expect.poll(async () => (await page.heard()).states.length).toBe(before + 1)

    for (const url of ['about:blank', 'https://plex.tv/link']) {
      const popup = await browser.openPopup(await browser.newTab(url))
      await popup.waitFor('heading', 'No page to share with')
    }
  })

  test('a permission removed in the browser’s own settings ends site and grant', async () => {
    const stage = await setStage(kind)
    const { browser, site, tab } = stage
    const page = await letIn(stage)
    await signInAtPage(stage, tab)
    expect((await page.heard()).states.at(-1)).toMatchObject({ grant: expect.anything() })
    await browser.removeHostInSettings(site.url)
    await expect
      .poll(async () => (await page.heard()).states.at(-1), { timeout: 10_000 })
      .toMatchObject({ grant: null })
    expect(await page.failure('token.get')).toMatchObject({ code: 4100 })
    const popup = await browser.openPopup(tab)
    await popup.waitFor('button', 'Allow this site')
    const isHeld = await browser.inBackground(
      (origins) =>
        (globalThis as unknown as { chrome: Permissions }).chrome.permissions.contains({ origins }),
      [`${new URL(site.url).protocol}//127.0.0.1/*`],
    )
    expect(isHeld).toBe(false)
  })
})
