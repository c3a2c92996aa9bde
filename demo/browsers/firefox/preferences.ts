import type { LaunchOptions } from '../browser.ts'

/** Preferences of about:config. */
export function firefoxPreferences(
  options: LaunchOptions,
  extension: { id: string; uuid: string },
  socksPort: number | undefined,
): Record<string, unknown> {
  return {
    // The ESR installs an unsigned extension for good with this.
    'xpinstall.signatures.required': false,
    'extensions.webextensions.uuids': JSON.stringify({ [extension.id]: extension.uuid }),
    // Puppeteer turns the permission prompt off; and a prompt ignores clicks for half a second.
    'extensions.webextOptionalPermissionPrompts': true,
    'security.notification_enable_delay': 0,
    'layout.css.prefers-color-scheme.content-override': 1,
    'ui.systemUsesDarkTheme': 0,
    'intl.accept_languages': 'en-US, en',
    // Pages open windows only in a click, as they do for people.
    'dom.disable_open_during_load': true,
    // Sites share one process, which stays: each start of one takes half a second of processor.
    'fission.webContentIsolationStrategy': 0,
    'dom.ipc.processCount': 1,
    'dom.ipc.keepProcessesAlive.web': 1,
    'dom.ipc.processPrelaunch.enabled': false,
    'browser.privatebrowsing.autostart': options.neverRemembers ?? false,
    ...(socksPort === undefined ? {} : proxy(socksPort)),
  }
}

/** Downloads go there, without a question and without a panel over the window. */
export const savingTo = (folder: string) => ({
  'browser.download.folderList': 2,
  'browser.download.dir': folder,
  'browser.download.useDownloadDir': true,
  'browser.download.alwaysOpenPanel': false,
})

const proxy = (port: number) => ({
  'network.proxy.type': 1,
  'network.proxy.socks': '127.0.0.1',
  'network.proxy.socks_port': port,
  'network.proxy.socks_version': 5,
  'network.proxy.socks_remote_dns': true,
  'network.proxy.socks5_remote_dns': true,
  'network.proxy.no_proxies_on': '',
})
