import type { Page, Browser as Puppet } from 'puppeteer-core'
import { hostPattern } from '../host-pattern.ts'
import { until } from '../wait.ts'

interface Switch {
  host: string
  on: boolean
  locked: boolean
}

const ALL = '>>> #allHostsToggle'
const INCOGNITO = '>>> #allow-incognito'
const ROW = '>>> extensions-toggle-row.host-toggle'

/**
 * Takes a host away on chrome://extensions, by that page's own switches and with the mouse. A host
 * has a switch of its own only while "Automatically allow access" is off, and turning that off takes
 * every host away; the others are turned on again, as a person would.
 * https://source.chromium.org/chromium/chromium/src/+/main:chrome/browser/resources/extensions/host_permissions_toggle_list.ts
 */
export async function removeHost(puppet: Puppet, id: string, url: string): Promise<void> {
  const host = hostPattern(url)
  await onSettings(puppet, id, async (page) => {
    const all = await until('the site access', () => findSwitch(page, ALL))
    const before = await switches(page)
    if (!before.some((it) => it.host === host && it.on)) throw new Error(`${host} isn't allowed`)
    if (all.on) await turn(page, ALL, false)
    for (const it of before) await turn(page, ROW, it.on && it.host !== host, it.host)
  })
}

/** Turns "Allow in Incognito" on. @returns whether Chromium loads the extension again for it */
export async function allowInIncognito(puppet: Puppet, id: string): Promise<boolean> {
  return onSettings(puppet, id, async (page) => {
    const { on } = await until('"Allow in Incognito"', () => findSwitch(page, INCOGNITO))
    await turn(page, INCOGNITO, true)
    return !on
  })
}

async function onSettings<T>(
  puppet: Puppet,
  id: string,
  deed: (page: Page) => Promise<T>,
): Promise<T> {
  const front = await pageInFront(puppet)
  const page = await puppet.newPage()
  try {
    await page.goto(`chrome://extensions/?id=${id}`)
    return await deed(page)
  } finally {
    await page.close()
    // Chromium would choose the neighbour of the tab that was closed.
    await front?.bringToFront()
  }
}

/**
 * @param host of several switches, which one. One that the extension has given up, now or long ago, may go
 *   any moment: nobody can turn it, and nobody has to.
 */
async function turn(page: Page, selector: string, on: boolean, host?: string): Promise<void> {
  // Unlocked, the page has heard from the browser that the switch before it has done its work.
  const free = async () => {
    const now = await findSwitch(page, selector, host)
    return now ? !now.locked && now : host !== undefined && GONE
  }
  const what = host ?? 'the switch'
  const { on: isOn, index } = await until(`${what} to be there`, free)
  if (isOn === on || index < 0) return
  await (await page.$$(selector))[index]?.click()
  await until(`${what} to be ${on ? 'on' : 'off'}`, async () => {
    const now = await findSwitch(page, selector, host)
    return now ? now.on === on : host !== undefined
  })
}

const GONE = { on: false, index: -1 }

async function findSwitch(page: Page, selector: string, host?: string) {
  const all = (await switches(page, selector)).map((it, index) => ({ ...it, index }))
  return all.find((it) => host === undefined || it.host === host)
}

const switches = (page: Page, selector = ROW): Promise<Switch[]> =>
  page.$$eval(selector, (rows) =>
    rows.map((row) => {
      const { checked, disabled } = row as HTMLInputElement
      return { host: row.textContent.trim(), on: checked, locked: disabled }
    }),
  )

async function pageInFront(puppet: Puppet): Promise<Page | undefined> {
  for (const page of await puppet.pages()) {
    if (await page.evaluate(() => document.visibilityState === 'visible')) return page
  }
  return undefined
}
