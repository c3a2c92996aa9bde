import { describe, expect, test } from 'vitest'
import { rewriteRecord, storedRecords } from './records.ts'
import { BROWSERS, setStage, signIn, waitForPin, waitForPlexTab, waitForSignedIn } from './stage.ts'

type Action = { action: { getBadgeText(what: object): Promise<string> } }

describe.each(BROWSERS)('signing in, in %s', (kind) => {
  test('with Plex’s page: the tab closes, the person is back where they were; the tick on the button goes by itself', async () => {
    const stage = await setStage(kind)
    const { browser, plex, tab } = stage
    const badge = () =>
      browser.inBackground(() =>
        (globalThis as unknown as { chrome: Action }).chrome.action.getBadgeText({}),
      )
    await signIn(stage)
    await expect.poll(badge).toBe('✓')
    expect(await tab.evaluate(() => document.visibilityState)).toBe('visible')
    await rewriteRecord(browser, 'link:current', { at: Date.now() - 60_000 })
    await expect.poll(badge).toBe('')
    const popup = await browser.openPopup(tab)
    await waitForSignedIn(popup)
    expect(plex.pins()).toHaveLength(1)

    const stored = JSON.stringify(await storedRecords(browser))
    const token = plex.pins()[0]?.authToken as string
    expect(plex.tokenIsAlive(token)).toBe(true)
    expect(stored).not.toContain(token)
  })

  test('with a code, shown as text and as a picture, sealed while it waits, approved elsewhere; time runs out: one click back', async () => {
    const { browser, plex, tab } = await setStage(kind)
    let popup = await browser.openPopup(tab)
    await popup.click('button', 'Use a code')
    await popup.waitForText((await waitForPin(plex)).code)
    await rewriteRecord(browser, 'link:current', { expiresAt: Date.now() - 1 })
    popup = await browser.openPopup(tab)
    await popup.waitFor('alert', /ran out/)
    await popup.click('button', 'Try again')
    await popup.waitFor('img', 'QR code')

    const { id, code } = await waitForPin(plex)
    expect(plex.pins()).toHaveLength(2)
    expect(code).toHaveLength(4)
    await popup.waitForText(code)
    await popup.waitFor('progressbar', 'Time left')
    const link = JSON.stringify((await storedRecords(browser))['link:current'])
    expect(link).toContain('waiting')
    expect(link).not.toContain(code)
    expect(link).not.toContain(String(id))
    plex.approve(code)
    await waitForSignedIn(popup)
  })

  test('cancelled, or Plex’s tab closed by the person: says so, polls no more; closed right after Allow: linked all the same', async () => {
    const { browser, plex, tab } = await setStage(kind)
    let popup = await browser.openPopup(tab)
    await popup.click('button', 'Sign in with Plex')
    let plexTab = await waitForPlexTab(browser)
    popup = await browser.openPopup(plexTab)
    await popup.click('button', 'Cancel')
    await plexTab.waitForClose()
    popup = await browser.openPopup(tab)
    await popup.waitFor('alert', /cancelled/)
    const polls = plex.log.length
    await popup.click('button', 'Try again')
    plexTab = await waitForPlexTab(browser)
    expect(plex.pins()).toHaveLength(2)

    // Three looks, then it is cancelled.
    const closedAt = Date.now()
    await plexTab.close()
    popup = await browser.openPopup(tab)
    await popup.waitFor('alert', /cancelled/, 15_000)
    const id = String(plex.pins().at(-1)?.id)
    const looks = plex.log.filter(({ at, pinId }) => pinId === id && at >= closedAt - 50)
    expect(looks.length).toBeGreaterThanOrEqual(3)
    const late = plex.log.slice(polls).filter(({ pinId }) => pinId === String(plex.pins()[0]?.id))
    expect(late).toEqual([])

    await popup.click('button', 'Try again')
    plexTab = await waitForPlexTab(browser)
    await expect.poll(() => plex.pins()).toHaveLength(3)
    const { code } = await waitForPin(plex)
    await plexTab.close()
    plex.approve(code)
    await waitForSignedIn(await browser.openPopup(tab))
  })
})
