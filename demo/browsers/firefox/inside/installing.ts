import type { FirefoxWindow } from './types.ts'

/** What "Remove" on about:addons does, until all that Firefox kept for the extension is gone. */
export async function uninstall(window: FirefoxWindow, id: string): Promise<void> {
  const load = window.ChromeUtils.importESModule
  const { AddonManager } = load('resource://gre/modules/AddonManager.sys.mjs')
  const { ExtensionParent } = load('resource://gre/modules/ExtensionParent.sys.mjs')
  const addon = await AddonManager.getAddonByID(id)
  if (!addon) throw new Error(`${id} is not installed`)
  // Firefox clears storage and permissions after the removal, and tells its own tests of it so.
  // https://searchfox.org/mozilla-central/search?q=cleanupAfterUninstall
  const cleared = new Promise<unknown>((done) => {
    ExtensionParent.apiManager.once('cleanupAfterUninstall', (_event, _id, tasks) =>
      done(Promise.all(tasks.map(({ promise }) => promise))),
    )
  })
  await addon.uninstall()
  await cleared
}

/** The host of the extension's own pages, which an install would otherwise draw by lot. */
export function setUuid(window: FirefoxWindow, id: string, uuid: string): void {
  const name = 'extensions.webextensions.uuids'
  window.Services.prefs.setStringPref(name, JSON.stringify({ [id]: uuid }))
}
