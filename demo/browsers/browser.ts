import type { Surface, Tab } from './surface/surface.ts'

export type BrowserKind = 'chromium' | 'firefox'

/** What documents see as `prefers-color-scheme`. */
export type ColorScheme = 'light' | 'dark'

export interface LaunchOptions {
  /** Folder of a build, e.g. `.output/chrome-mv3`; null for a browser without it, which has tabs alone. */
  extension: string | null
  /**
   * Where names lead: `host:port` to a port on loopback, e.g. `{ 'plex.tv:443': 40123 }`. With it,
   * no other name but loopback's own leads anywhere, and the browser accepts every certificate.
   */
  hosts?: Record<string, number>
  /** Defaults to true. */
  headless?: boolean
  /**
   * Firefox's "Never remember history": every window is private, and the extension allowed in there
   * from the start. Chromium has no such setting, and throws.
   */
  neverRemembers?: boolean
}

/** A real browser with the extension in it. Every wait ends in an error after 10 s by default. */
export interface Browser {
  readonly kind: BrowserKind
  /** e.g. `chrome-extension://abcdef`, without a slash at the end; empty without the extension. */
  readonly extensionOrigin: string
  /** The folder of its profile. */
  readonly profile: string
  newTab(url: string): Promise<Tab>
  /**
   * In a private window: the one that is open, or a new one. The extension runs in there only after
   * `allowInPrivateWindows`, before which Chromium opens a window for each tab.
   */
  newPrivateTab(url: string): Promise<Tab>
  /** Closes all private windows. With `neverRemembers` that is every window, and it throws. */
  closePrivateWindows(): Promise<void>
  /** Every tab of every window, extension pages and pop-up windows among them; no toolbar popup. */
  tabs(): Promise<Tab[]>
  waitForTab(url: (url: string) => boolean, timeoutMs?: number): Promise<Tab>
  /** Presses the extension's button on the toolbar while that tab is in front. */
  openPopup(tab: Tab): Promise<Surface>
  /** The toolbar popup that is open, or that the extension opens within that time. */
  popup(timeoutMs?: number): Promise<Surface>
  /** @param path e.g. `options.html` or `options.html#sites` */
  openExtensionPage(path: string): Promise<Tab>
  /** An extension page that opens by itself, e.g. `approval.html`; its query and hash don't count. */
  waitForExtensionPage(path: string, timeoutMs?: number): Promise<Tab>
  /** Answers the browser's own question that `permissions.request` brought up. */
  answerPrompt(allow: boolean, timeoutMs?: number): Promise<void>
  /** The path of the file that the browser has saved, or saves within that time. It goes with the profile. */
  download(timeoutMs?: number): Promise<string>
  /**
   * Lets the extension run in private windows, on the browser's own settings page, in a tab that
   * is closed again. The browser loads the extension again for it, unless it may already.
   */
  allowInPrivateWindows(): Promise<void>
  /**
   * Takes the permission for a host away on the browser's own settings page, in a tab that is closed
   * again. In Chromium the extension's other hosts go with it and come back, one by one.
   *
   * @param url of any page there; neither port nor path counts
   */
  removeHostInSettings(url: string): Promise<void>
  /**
   * Kills the service worker or event page, at once and whatever it is doing. What then wakes it
   * may start another one before this returns.
   */
  stopBackground(): Promise<void>
  backgroundIsAlive(): Promise<boolean>
  /**
   * Runs a function in the background, which is woken for it. It sees globals alone, nothing of the
   * file it stands in; arguments and result travel as JSON.
   */
  inBackground<A extends unknown[], T>(script: (...args: A) => T, ...args: A): Promise<Awaited<T>>
  /** Loads the extension again under its open pages, as an update does. */
  reloadExtension(): Promise<void>
  /** Of the pages and popups that are open; in Chromium those that open later are light. */
  setColorScheme(scheme: ColorScheme): Promise<void>
  /** Closes the browser and starts it with the same profile. Tabs are gone, the extension stays. */
  restart(): Promise<void>
  close(): Promise<void>
  /** Waits until it is closed, by `close` or by a person. */
  closed(): Promise<void>
}

/** A browser that is had as new again and again: a start takes seconds, an install tenths of one. */
export interface BareBrowser {
  /**
   * A browser with the extension installed, which knows nothing yet, until `clear`. Closed, it is of
   * no more use here.
   *
   * @param hosts as in LaunchOptions
   * @param isFresh false: Chromium may give it hosts without a prompt that it had here before
   */
  install(hosts: Record<string, number>, isFresh?: boolean): Promise<Browser>
  /** The same browser without the extension, until `clear`. */
  leaveOut(hosts: Record<string, number>): Promise<Browser>
  /**
   * Closes all that is open, takes from the extension everything it kept, and forgets all sites.
   *
   * @throws where something is left after all
   */
  clear(): Promise<void>
  close(): Promise<void>
}
