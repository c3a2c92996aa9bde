import browser from 'webextension-polyfill'

const PREFIX = 'link-'

/**
 * Wakes the background every 15 s while a PIN waits, however often the browser
 * stops it. An alarm may not ring more often than every 30 s, so two take
 * turns; the first of them comes sooner where the browser lets it.
 * https://developer.chrome.com/docs/extensions/reference/api/alarms
 */
const SCHEDULE = [
  { name: `${PREFIX}early`, first: 15_000 },
  { name: `${PREFIX}even`, first: 30_000, periodInMinutes: 0.5 },
  { name: `${PREFIX}odd`, first: 45_000, periodInMinutes: 0.5 },
]

let armed: boolean | null = null

/**
 * Arms or disarms; what is armed already goes on undisturbed. The browser is
 * asked which those are: Firefox forgets alarms when it closes.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/alarms
 */
export async function setLinkAlarms(arm: boolean): Promise<void> {
  if (arm === armed) return
  armed = arm
  if (!arm) {
    await Promise.all(SCHEDULE.map(({ name }) => browser.alarms.clear(name)))
    return
  }
  const ringing = new Set((await browser.alarms.getAll()).map(({ name }) => name))
  if (SCHEDULE.slice(1).every(({ name }) => ringing.has(name))) return
  const now = Date.now()
  for (const { name, first, ...period } of SCHEDULE) {
    browser.alarms.create(name, { when: now + first, ...period })
  }
}

export function isLinkAlarm(name: string): boolean {
  return name.startsWith(PREFIX)
}
