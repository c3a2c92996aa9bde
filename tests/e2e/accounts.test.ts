import { describe, expect, test } from 'vitest'
import { until } from '../../demo/browsers/index.ts'
import { SECOND } from '../../demo/plex-tv/server.ts'
import { accountIdOf, addAccount, rowOf, SETTINGS } from './several.ts'
import {
  accountToken,
  ask,
  devicesOf,
  getToken,
  letIn,
  naming,
  waitForApproval,
} from './sharing.ts'
import { BROWSERS, setStage, waitForPin, waitForPlexTab, waitForSignedIn } from './stage.ts'

describe.each(BROWSERS)('several accounts, in %s', (kind) => {
  test('have a name of one’s own, Plex’s again where it is empty; of one name they are told apart; the one that is used is chosen for a site', async () => {
    const stage = await setStage(kind)
    const { browser, plex, site, tab } = stage
    plex.rename(SECOND, 'Demo Person')
    const page = await letIn(stage)
    const settings = await browser.openExtensionPage(SETTINGS)
    await settings.click('button', 'Rename')
    await settings.type('textbox', 'Name', 'Living room')
    expect(await settings.axe()).toEqual([])
    await settings.click('button', 'Save')
    await rowOf(settings, /Living room/).waitForText('demo@example.com')
    await tab.bringToFront()
    const named = await browser.openPopup(tab)
    await waitForSignedIn(named, 'Living room')
    await named.close()
    await settings.click('button', 'Rename')
    await settings.type('textbox', 'Name', '-')
    await settings.press('Backspace')
    await settings.press('Enter')
    await rowOf(settings, /Demo Person/).waitFor('button', 'Sign out')

    await addAccount(stage, settings)
    const first = rowOf(settings, /demo@example\.com/)
    const second = rowOf(settings, /second@example\.com/)
    await first.waitForText(/In use/)
    await second.waitFor('button', 'Sign out')

    await tab.bringToFront()
    const popup = await browser.openPopup(tab)
    await popup.choose('Account', 'Demo Person (second@example.com)')
    await popup.waitForText('second@example.com')
    expect(await popup.axe()).toEqual([])
    await popup.close()

    await tab.press('a') // a person's input: only then it opens by itself
    void page.call('access.request', { scopes: ['token'] }).catch(() => {})
    const approval = await waitForApproval(stage, site.url)
    expect(await approval.state('combobox', 'Account')).toMatchObject({
      value: await accountIdOf(stage, SECOND),
    })
    await approval.click('button', 'Deny')
  })

  test('adding one that is there renews it and keeps its site, which "Change" gives another: the old token ends, the new lives; one that Plex removes while its link is under way can go', async () => {
    const stage = await setStage(kind)
    const { browser, plex, site, tab } = stage
    const page = await letIn(stage)
    await ask(stage, tab, page)
    const settings = await browser.openExtensionPage(SETTINGS)
    await addAccount(stage, settings, plex.account)
    await settings.waitForText(/signed in to Demo Person already/)
    expect(await settings.has('button', 'Use this account')).toBe(false)
    const before = await getToken(page)
    expect(plex.tokenIsAlive(before.token)).toBe(true)

    await addAccount(stage, settings)
    const row = rowOf(settings, naming(site.url))
    await row.click('button', 'Change')
    await row.choose('Account', 'Second Person')
    await row.click('button', 'Save')
    await row.waitForText(/Second Person ·/)
    await until('the old one to end', () => !plex.tokenIsAlive(before.token))
    const after = await getToken(page)
    expect(after.clientIdentifier).not.toBe(before.clientIdentifier)
    expect(plex.tokenIsAlive(after.token)).toBe(true)
    await until('its device to go', () => !devicesOf(stage, before.clientIdentifier).length)
    expect(plex.devices(SECOND)).toContainEqual(
      expect.objectContaining({ clientIdentifier: after.clientIdentifier }),
    )

    // What it gave goes with it, and the other account stays.
    await rowOf(settings, /second@example/).click('button', 'Sign out')
    await until('the site’s token to end', () => !plex.tokenIsAlive(after.token))
    expect(await page.failure('token.get')).toMatchObject({ code: 4100 })
    expect(plex.tokenIsAlive(accountToken(stage))).toBe(true)

    await settings.click('button', 'Add account')
    const plexTab = await waitForPlexTab(browser)
    // Approved, and gone before anybody has fetched its token.
    plex.approve((await waitForPin(plex)).code, SECOND)
    plex.removeAccount(SECOND)
    await plexTab.waitForClose()
    const removed = rowOf(settings, /Plex has signed you out/)
    await removed.click('button', 'Sign out')
    await settings.waitForGone('alert', /Plex has signed you out/)
    await rowOf(settings, /Demo Person/).waitFor('button', 'Sign out')
  })
})
