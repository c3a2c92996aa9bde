import { describe, expect, onTestFinished, test } from 'vitest'
import type { Tab } from '../../demo/browsers/index.ts'
import { startDemoSite } from '../../demo/site/server.ts'
import { bundleReactPage, PLAIN_PAGE } from './sdk-bundle.ts'
import { allowSite, BROWSERS, type Stage, setStage, signIn, waitForPlexTab } from './stage.ts'

const NAMED = { siteNames: ['media.test'] }

/** What the person does in Plex's window, which they close themselves: it has no tie to the page. */
async function allowAtPlex({ browser }: Stage, tab: Tab, says: string): Promise<void> {
  const plexTab = await waitForPlexTab(browser)
  await plexTab.click('button', 'Allow')
  await tab.waitForText(says)
  await plexTab.close()
}

/**
 * Presses the button of the page as no person does, so that the window is blocked. In Chromium all
 * that the driver does counts as a click, and a click opens one window: that one is opened first. So
 * the button must not wait for Foyer any more, or the driver's next question would be a click to it.
 */
async function pressWithoutClick(): Promise<void> {
  const { FoyerPage } = window as unknown as { FoyerPage: { connect(): Promise<unknown> } }
  await FoyerPage.connect()
  window.open('about:blank')?.close()
  document.querySelector('plex-sign-in')?.shadowRoot?.querySelector('button')?.click()
}

/** Whether all that the button shows has room in so many pixels. */
function fitsInto(width: number): boolean {
  const button = document.querySelector<HTMLElement>('plex-sign-in')
  if (!button) return false
  button.style.inlineSize = `${width}px`
  const parts = [...(button.shadowRoot?.querySelectorAll('[part]') ?? [])]
  const fits = parts.every((it) => it.getBoundingClientRect().width <= width)
  button.style.inlineSize = ''
  return fits
}

/** Keeps the next window that the page opens, to look at it as the page would. */
function keepWindow(): void {
  const page = window as unknown as { opened: Window | null }
  const open = window.open.bind(window)
  window.open = (...how) => {
    page.opened = open(...how)
    return page.opened
  }
}

const looksClosed = () => (window as unknown as { opened: Window }).opened.closed

describe.each(BROWSERS)('foyer-page without the extension, in %s', (kind) => {
  test('a page on plain http signs in at Plex, and out again', async () => {
    const stage = await setStage(kind, { isWithout: true, ...NAMED })
    const { browser, plex } = stage
    const tab = await browser.newTab('http://media.test/')
    expect(await tab.evaluate(() => window.isSecureContext)).toBe(false)
    await tab.waitForText('Foyer is not here')
    await tab.click('button', 'Sign in with Plex')
    await allowAtPlex(stage, tab, 'Demo Person')
    await tab.waitForText('Plex’s own window')

    const [pin] = plex.pins()
    const token = pin?.authToken ?? ''
    expect(plex.tokenIsAlive(token)).toBe(true)
    expect(plex.log.filter(({ tokenIn }) => tokenIn === 'query')).toEqual([])
    const looks = plex.log.filter(
      ({ method, pinId }) => method === 'GET' && pinId === String(pin?.id),
    )
    expect(looks.filter(({ status }) => status === 429)).toEqual([])
    await tab.click('button', 'Sign out')
    await tab.waitForText('You are signed out')
    expect(plex.tokenIsAlive(token)).toBe(false)

    await tab.click('button', 'Sign in with Plex')
    const again = await waitForPlexTab(browser)
    await tab.click('button', 'Cancel')
    await tab.waitForText('Cancelled.')
    expect(plex.pins().map(({ clientIdentifier }) => clientIdentifier)).toEqual(
      Array(2).fill(pin?.clientIdentifier),
    )
    await again.close()
  })

  test('a window that looks closed to the page is waited for, and closes itself; a blocked one becomes a link, in the button and in an example', async () => {
    const stage = await setStage(kind, { isWithout: true, ...NAMED })
    const { browser } = stage
    const tab = await browser.newTab('http://media.test/button.html')
    await tab.evaluate(keepWindow)
    await tab.click('button', 'Sign in with Plex')
    const plexTab = await waitForPlexTab(browser)
    await plexTab.waitFor('button', 'Allow')
    expect(await tab.evaluate(looksClosed)).toBe(true)
    expect(await plexTab.evaluate(() => window.opener)).toBe(null)
    await plexTab.click('button', 'Allow')
    await plexTab.waitForClose()
    await tab.waitForText('Hello, Demo Person. You came by Plex’s own window.')

    await tab.page.reload()
    await tab.waitFor('button', 'Sign in with Plex')
    expect(await tab.axe()).toEqual([])
    await tab.evaluate(pressWithoutClick)
    await tab.waitFor('status', 'Your browser blocked Plex’s window.')
    expect(await tab.evaluate(fitsInto, 120)).toBe(true)
    expect(await tab.axe()).toEqual([])
    await tab.click('link', 'Open Plex')
    await allowAtPlex(stage, tab, 'You came by Plex’s own window.')

    const site = await startDemoSite({ files: PLAIN_PAGE })
    onTestFinished(() => site.close())
    const plain = await browser.newTab(`${site.url}/plain/`)
    await plain.click('button', 'Sign in with Plex')
    await allowAtPlex(stage, plain, 'Hello, Demo Person, by plex.')
  })
})

describe.each(BROWSERS)('foyer-page with the extension, in %s', (kind) => {
  test('a bundled page is let in while it is open, and survives an update; the button says that one click is enough, and it is', async () => {
    const stage = await setStage(kind, NAMED)
    const { browser } = stage
    await signIn(stage)
    const site = await startDemoSite({ files: await bundleReactPage() })
    onTestFinished(() => site.close())
    const tab = await browser.newTab(`${site.url}/react/`)
    await tab.waitFor('button', 'Sign in with Plex')
    await allowSite(stage, tab)
    await tab.bringToFront()
    await tab.click('button', 'Sign in with Plex')
    const popup = await browser.popup()
    await popup.click('button', 'Allow')
    await tab.waitForText('Hello, Demo Person, by foyer.')

    const demo = await browser.newTab(site.url)
    await demo.waitForText('Demo Person')
    await browser.reloadExtension()
    await demo.click('button', 'Sign out')
    await demo.waitForText('One click signs you in')

    const button = await browser.newTab(`${stage.site.url}/button.html`)
    await button.waitFor('button', 'Sign in with Plex')
    await allowSite(stage, button, false)
    await button.bringToFront()
    await button.waitFor('paragraph', 'One click with Foyer')
    expect(await button.axe()).toEqual([])
    await button.press('Tab')
    await button.press('Enter')
    await (await browser.popup()).click('button', 'Allow')
    await button.waitForText('Hello, Demo Person. You came by Foyer.')
  })
})
