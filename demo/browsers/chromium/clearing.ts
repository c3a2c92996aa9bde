import type { Page, Browser as Puppet } from 'puppeteer-core'
import { type Background, isOurs } from './background.ts'

/** Closes every page of every window but a new, empty one. */
export async function closeEverything(puppet: Puppet): Promise<Page> {
  const empty = await puppet.newPage()
  for (const page of await puppet.pages()) {
    if (page !== empty) await page.close().catch(() => {}) // it may go with another one
  }
  return empty
}

/**
 * Takes from the extension what it was given and what it kept.
 *
 * @param page shows nothing; the extension's own manifest in it can do what the background can, without it
 */
export async function emptyExtension(
  page: Page,
  background: Background,
  origin: string,
): Promise<void> {
  await page.goto(`${origin}/manifest.json`)
  await page.evaluate(giveBack)
  // From now on it knows of nothing that it could write down again.
  await background.stop()
  await page.evaluate(forgetAll)
  await page.goto('about:blank')
}

async function giveBack(): Promise<void> {
  const { alarms, permissions, runtime, scripting, storage } = chrome
  await Promise.all([storage.local.clear(), storage.session.clear()])
  const required = runtime.getManifest().host_permissions ?? []
  const { origins = [] } = await permissions.getAll()
  await permissions.remove({ origins: origins.filter((pattern) => !required.includes(pattern)) })
  await scripting.unregisterContentScripts()
  await alarms.clearAll()
}

async function forgetAll(): Promise<void> {
  const { local, session } = chrome.storage
  await Promise.all([local.clear(), session.clear()])
  for (const { name = '' } of await indexedDB.databases()) {
    await new Promise((done, fail) => {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = done
      request.onerror = fail
      // It goes as soon as a background that has begun anew is loaded again.
      request.onblocked = done
    })
  }
}

/** Forgets all that sites left: cookies, storage, caches, permissions. */
export async function forgetSites(page: Page): Promise<void> {
  const session = await page.createCDPSession()
  await session.send('Storage.clearDataForOrigin', { origin: '*', storageTypes: 'all' })
  await session.send('Network.clearBrowserCookies')
  await session.send('Network.clearBrowserCache')
  await session.send('Browser.resetPermissions')
  await session.detach()
}

/** What a Chromium without a past would not have. The extension's background may have begun anew. */
export async function leftovers(puppet: Puppet, empty: Page): Promise<string[]> {
  const session = await puppet.target().createCDPSession()
  const { targetInfos } = await session.send('Target.getTargets')
  await session.detach()
  const extra = targetInfos.filter(
    ({ type, url }) =>
      type !== 'browser' && type !== 'tab' && !isOurs(type, url) && url !== empty.url(),
  )
  return [
    ...((await puppet.pages()).length > 1 ? ['another page'] : []),
    ...extra.map(({ type, url }) => `the ${type} ${url}`),
  ]
}
