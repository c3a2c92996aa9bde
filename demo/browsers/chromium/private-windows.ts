import type { Page, Browser as Puppet } from 'puppeteer-core'
import { until } from '../wait.ts'
import { targetInfoOf } from './target-info.ts'

/**
 * The pages of all private windows, or of all others. Puppeteer takes them for one another: an
 * incognito window that Chromium opened itself is none of the contexts that puppeteer made.
 * https://chromedevtools.github.io/devtools-protocol/tot/Target/#method-getBrowserContexts
 */
export async function pagesOf(puppet: Puppet, isPrivate: boolean): Promise<Page[]> {
  const root = await puppet.target().createCDPSession()
  const { defaultBrowserContextId } = await root.send('Target.getBrowserContexts')
  await root.detach()
  const pages: Page[] = []
  for (const page of await puppet.pages()) {
    const context = await contextOf(page)
    if (context && (context !== defaultBrowserContextId) === isPrivate) pages.push(page)
  }
  return pages
}

/** Undefined for a page that was closed meanwhile. */
async function contextOf(page: Page): Promise<string | undefined> {
  try {
    return (await targetInfoOf(page)).browserContextId
  } catch (error) {
    if (page.isClosed()) return undefined
    throw error
  }
}

/** @param open runs `openPrivately` in the background */
export async function newPrivatePage(puppet: Puppet, open: () => Promise<unknown>): Promise<Page> {
  const before = new Set(await pagesOf(puppet, true))
  await open()
  return until('the private tab', async () =>
    (await pagesOf(puppet, true)).find((page) => !before.has(page)),
  )
}

/**
 * Runs in the background: CDP opens private tabs only in a profile of its own making, where no
 * extension is. An extension may open a private window also while it isn't allowed in there; it
 * just doesn't see it then, and so opens another one.
 * https://developer.chrome.com/docs/extensions/reference/api/windows#method-create
 */
export async function openPrivately(): Promise<void> {
  const windows = await chrome.windows.getAll({ windowTypes: ['normal'] })
  const open = windows.find(({ incognito }) => incognito)
  const url = 'about:blank'
  if (open) await chrome.tabs.create({ windowId: open.id, url })
  else await chrome.windows.create({ incognito: true, url })
}

/** A window goes with its last tab. Closed from outside: the background isn't woken to do it. */
export async function closePrivatePages(puppet: Puppet): Promise<void> {
  for (const page of await pagesOf(puppet, true)) await page.close()
  await until(
    'the private windows to close',
    async () => (await pagesOf(puppet, true)).length === 0,
  )
}
