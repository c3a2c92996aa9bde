import type { FirefoxWindow } from './types.ts'

/** Closes every window but this one, and in it every tab but a new, empty one. */
export function closeEverything(window: FirefoxWindow): void {
  if (window.browsingContext.usePrivateBrowsing || !window.toolbar.visible) {
    throw new Error("Firefox's first window is gone")
  }
  for (const each of window.Services.wm.getEnumerator('navigator:browser')) {
    if (each !== window) each.close()
  }
  const { gBrowser } = window
  const empty = gBrowser.addTrustedTab('about:blank')
  gBrowser.selectedTab = empty
  for (const tab of [...gBrowser.tabs]) {
    if (tab !== empty) gBrowser.removeTab(tab, { skipPermitUnload: true })
  }
  window.focus()
}

/** Forgets all that sites left: cookies, storage, caches, permissions, history; and the clipboard. */
export async function forgetSites(window: FirefoxWindow): Promise<void> {
  const { Services, Ci } = window
  Services.clipboard.emptyClipboard(Ci.nsIClipboard.kGlobalClipboard)
  const failed = await new Promise((done) => {
    Services.clearData.deleteData(Ci.nsIClearDataService.CLEAR_ALL, done)
  })
  if (failed !== 0) throw new Error(`Firefox did not forget all data of sites (${failed})`)
}

/** What a Firefox without the extension and without a past would not have. */
export async function leftovers(window: FirefoxWindow, id: string): Promise<string[]> {
  const { Services, WebExtensionPolicy } = window
  const module = 'resource://gre/modules/ExtensionPermissions.sys.mjs'
  const { ExtensionPermissions } = window.ChromeUtils.importESModule(module)
  const windows = [...Services.wm.getEnumerator(null)].filter((it) => it !== window)
  const tabs = [...window.gBrowser.tabs].map(({ linkedBrowser }) => linkedBrowser.currentURI.spec)
  const stored = await new Promise<string[]>((done) => {
    Services.qms.listOrigins().callback = ({ result }) => done(result)
  })
  const { permissions, origins } = await ExtensionPermissions.get(id)
  return [
    ...windows.map(({ location }) => `the window ${location.href}`),
    ...tabs.slice(1).map((url) => `the tab ${url}`),
    ...(tabs[0] === 'about:blank' ? [] : [`the tab ${tabs[0]}`]),
    ...(WebExtensionPolicy.getByID(id) ? ['the extension'] : []),
    ...stored.map((origin) => `data of ${origin}`),
    ...[...permissions, ...origins].map((what) => `the permission ${what}`),
  ]
}
