import { describe, expect, test } from 'vitest'
import { until } from '../../demo/browsers/index.ts'
import { expectAccessibleInBoth } from './accessible.ts'
import { accountToken, letInToo } from './sharing.ts'
import { BROWSERS, setStage, waitForPin, waitForPlexTab, waitForSignedIn } from './stage.ts'

type Alarms = { alarms: { get(name: string): Promise<object | undefined> } }

/** The alarm for what Plex could not be told. */
const nextTry = () => (globalThis as unknown as { chrome: Alarms }).chrome.alarms.get('endings')

describe.each(BROWSERS)('our own pages, in %s', (kind) => {
  test('are accessible in each state, in the light and in the dark', async () => {
    const stage = await setStage(kind)
    const { browser, plex, tab } = stage
    let popup = await browser.openPopup(tab)
    await popup.waitFor('button', 'Sign in with Plex')
    await expectAccessibleInBoth(browser, popup)
    await popup.click('button', 'Use a code')
    await popup.waitFor('img', 'QR code')
    await expectAccessibleInBoth(browser, popup)
    await popup.click('button', 'Cancel')
    await popup.waitFor('alert', /cancelled/)
    await expectAccessibleInBoth(browser, popup)
    await popup.click('button', 'Try again')
    await popup.waitFor('img', 'QR code')
    plex.approve((await waitForPin(plex)).code)
    await waitForSignedIn(popup)
    await expectAccessibleInBoth(browser, popup)
    await letInToo(stage, tab)
    await tab.click('button', 'Sign in with Plex')
    popup = await browser.popup()
    await popup.waitFor('button', 'Allow')
    await expectAccessibleInBoth(browser, popup)
    const settings = await browser.openExtensionPage('options.html')
    await settings.waitFor('button', 'Revoke')
    await expectAccessibleInBoth(browser, settings)

    await settings.click('button', 'Set a passphrase')
    await settings.type('textbox', 'New passphrase', 'short')
    await settings.click('button', 'Set a passphrase')
    await settings.waitFor('alert', /not the same/)
    await expectAccessibleInBoth(browser, settings)
    await settings.type('textbox', 'Repeat passphrase', 'short')
    await settings.press('Enter')
    await settings.waitFor('button', 'Change passphrase')
    await expectAccessibleInBoth(browser, settings)
    await settings.click('button', 'Remove passphrase')
    await settings.type('textbox', 'Current passphrase', 'a guess')
    await settings.press('Enter')
    await settings.waitFor('alert', /not the passphrase/)
    await expectAccessibleInBoth(browser, settings)
    await settings.click('button', 'Cancel')
    await settings.click('button', 'Lock now')
    await settings.waitFor('heading', 'Foyer is locked')
    await expectAccessibleInBoth(browser, settings)
    popup = await browser.openPopup(tab)
    await popup.waitFor('button', 'Unlock')
    await expectAccessibleInBoth(browser, popup)
    await popup.type('textbox', 'Passphrase', 'a guess')
    await popup.press('Enter')
    await popup.waitFor('alert', /not the passphrase/)
    await expectAccessibleInBoth(browser, popup)
  })

  test('a keyboard is enough to sign in; Settings end a site, and without a network a sign-out is kept, shown, and done when Plex is back', async () => {
    const stage = await setStage(kind)
    const { browser, plex, tab } = stage
    let popup = await browser.openPopup(tab)
    await popup.waitFor('button', 'Sign in with Plex')
    await popup.press('Tab')
    expect(await popup.focused()).toEqual({ role: 'button', name: 'Sign in with Plex' })
    await popup.press('Enter')
    const plexTab = await waitForPlexTab(browser)
    await plexTab.click('button', 'Allow')
    await plexTab.waitForClose()
    await letInToo(stage, tab)

    popup = await browser.openPopup(tab)
    await popup.click('button', 'Settings')
    const settings = await browser.waitForExtensionPage('options.html')
    await settings.click('button', 'Revoke')
    await settings.waitForText('No site may ask yet')
    const token = accountToken(stage)
    expect(plex.tokenIsAlive(token)).toBe(true)

    plex.faults.set({ kind: 'dropped', route: 'DELETE /api/v2/users/signout' })
    await settings.click('button', 'Sign out')
    await settings.waitForText('Waits for Plex')
    // It says so from the click on: Plex is back only once the first try has failed.
    await until('the next try', () => browser.inBackground(nextTry))
    expect(plex.tokenIsAlive(token)).toBe(true)
    plex.faults.clear()
    await settings.click('button', 'Try again')
    await settings.waitForText('No account yet')
    expect(plex.tokenIsAlive(token)).toBe(false)
  })
})
