import type { Page, Browser as Puppet } from 'puppeteer-core'
import { type Background, isOurs } from './background.ts'
import { openAt } from './opening.ts'

/** Closes every page of every window but a new one. */
export async function closeEverything(puppet: Puppet, url: string): Promise<Page> {
  const only = await openAt(puppet, url)
  for (const page of await puppet.pages()) {
    if (page !== only) await page.close().catch(() => {}) // it may go with another one
  }
  return only
}

/**
 * Takes from the extension what it was given and what it kept.
 *
 * @param page shows the extension's own manifest: it can do what the background can, without it
 */
export async function emptyExtension(page: Page, background: Background): Promise<void> {
  await page.evaluate(takeAll)
  // The next one knows of nothing that it could write down again, as this one may have done until now.
  await background.stop()
  await page.evaluate(takeAll)
  await background.stop()
}

async function takeAll(): Promise<void> {
  const { action, alarms, permissions, runtime, scripting, storage } = chrome
  await Promise.all([storage.local.clear(), storage.session.clear()])
  const required = runtime.getManifest().host_permissions ?? []
  const { origins = [] } = await permissions.getAll()
  await permissions.remove({ origins: origins.filter((pattern) => !required.includes(pattern)) })
  await scripting.unregisterContentScripts()
  await alarms.clearAll()
  await action.setBadgeText({ text: '' })
  for (const { name = '' } of await indexedDB.databases()) {
    await new Promise((done, fail) => {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = done
      request.onerror = fail
      // It goes as soon as the background that has it open is stopped.
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
export async function leftovers(puppet: Puppet, only: Page | undefined): Promise<string[]> {
  const session = await puppet.target().createCDPSession()
  const { targetInfos } = await session.send('Target.getTargets')
  await session.detach()
  const extra = targetInfos.filter(
    ({ type, url }) =>
      type !== 'browser' && type !== 'tab' && !isOurs(type, url) && url !== only?.url(),
  )
  return [
    ...((await puppet.pages()).length > 1 ? ['another page'] : []),
    ...extra.map(({ type, url }) => `the ${type} ${url}`),
  ]
}
