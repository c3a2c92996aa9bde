import type { FirefoxWindow } from './types.ts'

/** @returns whether such a window had the focus last: WebDriver opens its tabs there */
export function focusWindow(window: FirefoxWindow, isPrivate: boolean): boolean {
  const isWanted = (each: FirefoxWindow) => each.browsingContext.usePrivateBrowsing === isPrivate
  const last = window.Services.wm.getMostRecentWindow('navigator:browser')
  if (last && isWanted(last)) return last.gBrowserInit.delayedStartupFinished
  for (const each of window.Services.wm.getEnumerator('navigator:browser')) {
    if (!isWanted(each)) continue
    each.focus()
    break
  }
  return false
}

/** What "New private window" of the menu does. */
export function openPrivateWindow(window: FirefoxWindow): void {
  window.document.querySelector<CommandElement>('#Tools\\:PrivateBrowsing')?.doCommand()
}

export function hasPrivateWindow(window: FirefoxWindow): boolean {
  const windows = [...window.Services.wm.getEnumerator('navigator:browser')]
  return windows.some(({ browsingContext }) => browsingContext.usePrivateBrowsing)
}

export function closePrivateWindows(window: FirefoxWindow): void {
  for (const each of window.Services.wm.getEnumerator('navigator:browser')) {
    if (each.browsingContext.usePrivateBrowsing) each.close()
  }
}

export function isAllowedInPrivateWindows(window: FirefoxWindow, id: string): boolean {
  return window.WebExtensionPolicy.getByID(id)?.privateBrowsingAllowed ?? false
}

/** What the box in Firefox's own question before an install does. It counts from the next start. */
export async function allowInPrivateWindows(window: FirefoxWindow, id: string): Promise<true> {
  const module = 'resource://gre/modules/ExtensionPermissions.sys.mjs'
  const { ExtensionPermissions } = window.ChromeUtils.importESModule(module)
  const permissions = ['internal:privateBrowsingAllowed']
  await ExtensionPermissions.add(id, { permissions, origins: [] })
  return true
}

interface CommandElement extends Element {
  doCommand(): void
}
