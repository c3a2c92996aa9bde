import browser from 'webextension-polyfill'
import { type Area, areaOf } from './area.ts'
import type { News } from './store.ts'

// Chrome has it, Firefox implements it for no area.
// https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/storage/StorageArea
type Narrowable = { setAccessLevel?: (options: { accessLevel: string }) => Promise<void> }

export const local: Area = areaOf(browser.storage.local)
export const session: Area = areaOf(browser.storage.session)

/** Keeps content scripts out of our storage where the browser can. */
export async function narrowAccess(): Promise<void> {
  for (const area of [browser.storage.local, browser.storage.session] as Narrowable[]) {
    await area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' })
  }
}

/** Hears of each write to `storage.session`, whoever made it. */
export function onSessionChange(listener: (news: News) => void): void {
  browser.storage.session.onChanged.addListener((changes) => listener(newsOf(changes)))
}

/** Hears of each write to `storage.local`, whoever made it. */
export function onLocalChange(listener: (news: News) => void): void {
  browser.storage.local.onChanged.addListener((changes) => listener(newsOf(changes)))
}

function newsOf(changes: Record<string, { newValue?: unknown }>): News {
  return Object.fromEntries(Object.entries(changes).map(([key, { newValue }]) => [key, newValue]))
}
