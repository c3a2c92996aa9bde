import browser from 'webextension-polyfill'
import type { Area } from './store.ts'

// Chrome has it, Firefox implements it for no area.
// https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/storage/StorageArea
type Narrowable = { setAccessLevel?: (options: { accessLevel: string }) => Promise<void> }

export const local: Area = browser.storage.local
export const session: Area = browser.storage.session

/** Keeps content scripts out of our storage where the browser can. */
export async function narrowAccess(): Promise<void> {
  for (const area of [browser.storage.local, browser.storage.session] as Narrowable[]) {
    await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
  }
}

/** Hears of each write to `storage.session`, whoever made it. */
export function onSessionChange(listener: (keys: string[]) => void): void {
  browser.storage.session.onChanged.addListener((changes) => listener(Object.keys(changes)))
}

/** Hears of each write to `storage.local`, whoever made it. */
export function onLocalChange(listener: (keys: string[]) => void): void {
  browser.storage.local.onChanged.addListener((changes) => listener(Object.keys(changes)))
}
