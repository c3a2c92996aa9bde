import browser from 'webextension-polyfill'
import { hostPattern, originOf } from './policy.ts'
import { WAKE } from './wake.ts'

const PREFIX = 'bridge:'
const FILE = 'bridge.js'

/** The content script on allowed origins, registered for pages to come. */
export async function registerBridges(origins: readonly string[]): Promise<void> {
  const patterns = new Map(origins.map((origin) => [PREFIX + origin, bridgePattern(origin)]))
  const registered = new Set(
    (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id),
  )
  const surplus = [...registered].filter((id) => id.startsWith(PREFIX) && !patterns.has(id))
  if (surplus.length) await browser.scripting.unregisterContentScripts({ ids: surplus })
  const missing = [...patterns].filter(([id]) => !registered.has(id))
  if (!missing.length) return
  await browser.scripting.registerContentScripts(
    missing.map(([id, pattern]) => ({
      id,
      matches: [pattern],
      js: [FILE],
      runAt: 'document_start' as const,
      allFrames: false,
      // Registered again at each start and update: the browsers differ in what they keep.
      // https://github.com/mdn/content/pull/38690
      persistAcrossSessions: false,
    })),
  )
}

/**
 * Where the bridge of an origin runs. Firefox knows no ports in patterns, so
 * there it runs on every port of the host; the background answers only the
 * exact origin. https://bugzilla.mozilla.org/show_bug.cgi?id=1362809
 */
function bridgePattern(origin: string): string {
  if (import.meta.env.FIREFOX) return hostPattern(origin)
  const { protocol, hostname, port } = new URL(origin)
  return `${protocol}//${hostname}:${port || (protocol === 'https:' ? 443 : 80)}/*`
}

/**
 * Puts the bridge into the open pages of these origins, which hear of it.
 *
 * @param withPrivate also in private windows; where they are shut out, their pages hear nothing
 */
export async function injectBridges(
  origins: readonly string[],
  withPrivate: boolean,
): Promise<void> {
  await Promise.all((await openTabs(origins, withPrivate)).map(inject))
}

async function inject(tabId: number): Promise<void> {
  const target = { tabId }
  try {
    const [bridge] = await browser.scripting.executeScript({
      target,
      files: [FILE],
      injectImmediately: true,
    })
    if (bridge?.result === true) await browser.scripting.executeScript({ target, func: announce })
  } catch {
    // The tab went on or closed, or shows the browser's own error page.
  }
}

/** Runs in the page's tab: a bridge that comes late says so, to its own origin alone. */
function announce(): void {
  window.postMessage({ foyer: 'announce', version: 1 }, location.origin)
}

/** Has the bridges of these origins that lost their port ask again. */
export async function wakeBridges(origins: readonly string[]): Promise<void> {
  const tabs = await openTabs(origins, true)
  await Promise.all(
    tabs.map((id) => browser.tabs.sendMessage(id, WAKE, { frameId: 0 }).catch(() => {})),
  )
}

async function openTabs(origins: readonly string[], withPrivate: boolean): Promise<number[]> {
  if (!origins.length) return []
  const allowed = new Set(origins)
  const tabs = await browser.tabs.query({ url: [...new Set(origins.map(hostPattern))] })
  return tabs.flatMap(({ id, url, incognito }) => {
    const isTold = withPrivate || !incognito
    return id !== undefined && isTold && allowed.has(originOf(url) ?? '') ? [id] : []
  })
}
