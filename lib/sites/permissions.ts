import { browser } from 'wxt/browser'
import { hostPattern } from './policy.ts'

/**
 * Asks the person, by the browser's own prompt, for one host. To be the first
 * browser call of a click: Firefox forgets the click at the first await.
 * Chromium closes the popup when its prompt opens, so what comes after may
 * never run there. A host that was given back is granted again without a
 * prompt in Chromium, with one in Firefox; either way the answer comes here.
 * https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/permissions/request
 */
export function requestHost(origin: string): Promise<boolean> {
  return requestHosts([origin])
}

/** Asks for the hosts of several addresses at once, by one prompt. As `requestHost`. */
export function requestHosts(addresses: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...new Set(addresses.map(hostPattern))] })
}

export function hasHost(origin: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [hostPattern(origin)] })
}

/** Gives the host back to the browser. Its own required hosts stay. */
export async function removeHost(origin: string): Promise<void> {
  await browser.permissions.remove({ origins: [hostPattern(origin)] }).catch(() => false)
}
