import { describe, expect, test } from 'vitest'
import type { Tab } from '../../demo/browsers/index.ts'
import type { LogEntry } from '../../demo/plex-tv/server.ts'
import { SILENT } from './records.ts'
import {
  BROWSERS,
  type Stage,
  setStage,
  waitForPin,
  waitForPlexTab,
  waitForSignedIn,
} from './stage.ts'

type Alarm = { name: string; scheduledTime: number }
type Alarms = {
  alarms: {
    getAll(): Promise<Alarm[]>
    create(name: string, when: { when: number }): Promise<void>
  }
}

/**
 * Moves time: what the browser would ring next for a PIN rings now.
 *
 * @returns when it would have, in ms since the epoch
 */
async function ringEarly(silent: Tab): Promise<number> {
  return silent.evaluate(async () => {
    const { alarms } = (globalThis as unknown as { chrome: Alarms }).chrome
    const waiting = (await alarms.getAll()).filter(({ name }) => name.startsWith('link-'))
    const [next] = waiting.sort((one, other) => one.scheduledTime - other.scheduledTime)
    if (!next) throw new Error('No alarm waits for a PIN')
    await alarms.create(next.name, { when: Date.now() })
    return next.scheduledTime
  })
}

const MAKE = 'POST /api/v2/pins'

/** One PIN was made, and it is the one that was linked. */
function expectOnePin({ plex }: Stage, id: string): void {
  expect(plex.pins().map((pin) => String(pin.id))).toEqual([id])
  expect(plex.pins()[0]?.authToken).toBeTruthy()
}

describe.each(BROWSERS)('a background that is stopped, in %s', (kind) => {
  test('while the PIN is being made: it is made after all, once; a token that appears meanwhile is fetched within 15 s, with nobody looking', async () => {
    const stage = await setStage(kind)
    const { browser, plex, tab } = stage
    const silent = await browser.openExtensionPage(SILENT)
    plex.faults.set({ kind: 'held', route: MAKE, times: 1 })
    const popup = await browser.openPopup(tab)
    await popup.click('button', 'Use a code')
    await plex.waitFor(({ method }) => method === 'POST')
    await browser.stopBackground()
    await plex.waitFor(({ method, aborted }) => method === 'POST' && aborted)
    plex.faults.release()
    const waiting = await browser.openPopup(tab)
    await waiting.waitFor('img', 'QR code')
    const pin = await waitForPin(plex)

    await waiting.close()
    await browser.stopBackground()
    expect(await browser.backgroundIsAlive()).toBe(false)
    const approvedAt = Date.now()
    plex.approve(pin.code)
    expect((await ringEarly(silent)) - approvedAt).toBeLessThan(15_500)
    await plex.waitFor(({ path, at }) => path === '/api/v2/user' && at >= approvedAt)
    await waitForSignedIn(await browser.openPopup(tab))
    expectOnePin(stage, String(pin.id))
  })

  test('while the PIN waits: the same PIN is linked; and after that: still linked', async () => {
    const stage = await setStage(kind)
    const { browser, plex, tab } = stage
    const silent = await browser.openExtensionPage(SILENT)
    await (await browser.openPopup(tab)).click('button', 'Sign in with Plex')
    const plexTab = await waitForPlexTab(browser)
    const pin = await waitForPin(plex)
    await browser.stopBackground()
    const allowedAt = Date.now()
    await plexTab.click('button', 'Allow')
    expect((await ringEarly(silent)) - allowedAt).toBeLessThan(15_500)
    await plexTab.waitForClose()
    await waitForSignedIn(await browser.openPopup(tab))
    await browser.stopBackground()
    await waitForSignedIn(await browser.openPopup(tab))
    expectOnePin(stage, String(pin.id))
  })

  test('with the browser restarted while the PIN waits: the same PIN is linked', async () => {
    const stage = await setStage(kind)
    const { browser, plex, site, tab } = stage
    const popup = await browser.openPopup(tab)
    await popup.click('button', 'Use a code')
    const pin = await waitForPin(plex)
    await popup.waitForText(pin.code)
    await browser.restart()
    plex.approve(pin.code)
    await waitForSignedIn(await browser.openPopup(await browser.newTab(site.url)))
    expectOnePin(stage, String(pin.id))
  })

  test('polls stay a second apart, whoever wakes it', async () => {
    const { browser, plex, tab } = await setStage(kind)
    const popup = await browser.openPopup(tab)
    await popup.click('button', 'Use a code')
    const pin = await waitForPin(plex)
    await popup.waitForText(pin.code)
    const isPoll = ({ method, pinId }: LogEntry) => method === 'GET' && pinId === String(pin.id)
    for (let round = 0; round < 3; round++) {
      const stoppedAt = Date.now()
      await browser.stopBackground()
      await (await browser.openPopup(tab)).waitForText(pin.code)
      await plex.waitFor((entry) => isPoll(entry) && entry.at >= stoppedAt)
    }
    plex.approve(pin.code)
    await waitForSignedIn(await browser.openPopup(tab))
    const polls = plex.log.filter(isPoll)
    const gaps = polls.slice(1).map(({ at }, index) => at - (polls[index]?.at ?? 0))
    // 100 ms of grace: the log has a poll's arrival, and a background stopped meanwhile its departure.
    expect(Math.min(...gaps)).toBeGreaterThan(900)
  })
})
