import { describe, expect, test } from 'vitest'
import type { Browser } from '../../demo/browsers/index.ts'
import { until } from '../../demo/browsers/index.ts'
import { storedRecords } from './records.ts'
import { accountToken, getToken, letIn, naming } from './sharing.ts'
import { BROWSERS, setStage, waitForPin, waitForSignedIn } from './stage.ts'

const WORDS = 'four words or more'

/** Sets a passphrase in Settings, and leaves that open. */
async function setPassphrase(browser: Browser, words = WORDS) {
  const settings = await browser.openExtensionPage('options.html')
  await settings.click('button', 'Set a passphrase')
  await settings.type('textbox', 'New passphrase', words)
  await settings.type('textbox', 'Repeat passphrase', words)
  await settings.click('button', 'Set a passphrase')
  await settings.waitFor('button', 'Lock now')
  return settings
}

type Api = { storage: { session: { clear(): Promise<void> } } }

/** What a browser that closes does to the extension, in a tenth of the time. */
async function endSession(browser: Browser): Promise<void> {
  await browser.inBackground(() =>
    (globalThis as unknown as { chrome: Api }).chrome.storage.session.clear(),
  )
  await browser.stopBackground()
}

describe.each(BROWSERS)('a passphrase, in %s', (kind) => {
  test('locked while a link waits, it is cancelled; it seals what is stored, and is asked for when the browser starts again', async () => {
    const stage = await setStage(kind)
    const { browser, plex, tab } = stage
    const settings = await setPassphrase(browser)
    const first = await browser.openPopup(tab)
    await first.click('button', 'Use a code')
    const { code } = await waitForPin(plex)
    await first.waitForText(code)
    await first.close()
    await settings.bringToFront()
    await settings.waitForText(code)
    await settings.click('button', 'Lock now')
    await settings.waitFor('heading', 'Foyer is locked')
    const told = await browser.openPopup(tab)
    await told.type('textbox', 'Passphrase', WORDS)
    await told.click('button', 'Unlock')
    await told.waitFor('alert', /was locked/)
    await told.click('button', 'Try again')
    await told.waitFor('img', 'QR code')
    plex.approve((await waitForPin(plex)).code)
    await waitForSignedIn(told)
    await told.close()
    await settings.close()

    const stored = JSON.stringify(await storedRecords(browser))
    expect(stored).toContain('"iterations":600000')
    expect(stored).not.toContain(accountToken(stage))
    await endSession(browser)
    const popup = await browser.openPopup(tab)
    await popup.waitFor('button', 'Unlock')
    await popup.type('textbox', 'Passphrase', 'a guess')
    await popup.click('button', 'Unlock')
    await popup.waitFor('alert', /not the passphrase/)
    await popup.type('textbox', 'Passphrase', WORDS)
    await popup.press('Enter')
    await waitForSignedIn(popup)
    const before = plex.log.length
    await browser.stopBackground()
    await waitForSignedIn(await browser.openPopup(tab))
    expect(plex.log.slice(before).some(({ status }) => status === 401)).toBe(false)
  })

  test('locked: unlocking and allowing are one journey, a page waits for the unlock, a revoke ends the grant now', async () => {
    const stage = await setStage(kind)
    const { browser, plex, tab, site } = stage
    const page = await letIn(stage)
    let settings = await setPassphrase(browser)
    await settings.click('button', 'Lock now')
    await settings.waitFor('heading', 'Foyer is locked')
    await settings.close()
    await tab.press('a')
    const asked = page.call('access.request', { scopes: ['token'] })
    const approval = await browser.popup()
    await approval.waitForText(/A site waits/)
    await approval.type('textbox', 'Passphrase', WORDS)
    await approval.press('Enter')
    await approval.waitFor('heading', /^Allow /)
    await approval.click('button', 'Allow')
    expect(await asked).toMatchObject({ scopes: ['token'] })
    const { token } = await getToken(page)
    expect(token).toBeTruthy()

    settings = await browser.openExtensionPage('options.html')
    await settings.click('button', 'Lock now')
    await settings.waitFor('heading', 'Foyer is locked')
    await until('the page to hear of it', async () => {
      return (await page.heard()).states.at(-1)?.locked === true
    })
    const waiting = page.call('token.get')
    const popup = await browser.openPopup(tab)
    await popup.type('textbox', 'Passphrase', WORDS)
    await popup.click('button', 'Unlock')
    expect(await waiting).toMatchObject({ token })
    await waitForSignedIn(popup)

    await settings.click('button', 'Lock now')
    await settings.waitFor('heading', 'Foyer is locked')
    await settings.within('listitem', naming(site.url)).click('button', 'Revoke')
    await settings.waitForText(/Waits until you unlock/)
    expect(await page.failure('token.get')).toMatchObject({ code: 4100 })
    expect(plex.tokenIsAlive(token)).toBe(true)
    await settings.type('textbox', 'Passphrase', WORDS)
    await settings.click('button', 'Unlock')
    await until('the token to be dead', () => !plex.tokenIsAlive(token))
    expect(plex.tokenIsAlive(accountToken(stage))).toBe(true)
  })
})
