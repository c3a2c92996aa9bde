import type { Page, Browser as Puppet } from 'puppeteer-core'

/** Closes every page of every window but a new, empty one. */
export async function closeEverything(puppet: Puppet): Promise<Page> {
  const empty = await puppet.newPage()
  for (const page of await puppet.pages()) {
    if (page !== empty) await page.close().catch(() => {}) // it may go with another one
  }
  return empty
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

/** What a Chromium without the extension and without a past would not have. */
export async function leftovers(puppet: Puppet, empty: Page): Promise<string[]> {
  const session = await puppet.target().createCDPSession()
  const { targetInfos } = await session.send('Target.getTargets')
  await session.detach()
  const extra = targetInfos.filter(
    ({ type, url }) => type !== 'browser' && type !== 'tab' && url !== empty.url(),
  )
  return [
    ...((await puppet.pages()).length > 1 ? ['another page'] : []),
    ...((await puppet.extensions()).size > 0 ? ['the extension'] : []),
    ...extra.map(({ type, url }) => `the ${type} ${url}`),
  ]
}
