/** The part of a Firefox window (browser.xhtml) and of its privileged globals that is used here. */
export interface FirefoxWindow extends Window {
  Services: {
    wm: {
      getEnumerator(type: string | null): Iterable<FirefoxWindow>
      getMostRecentWindow(type: string): FirefoxWindow | null
    }
    obs: {
      addObserver(hear: (subject: unknown) => void, topic: string): void
      removeObserver(hear: (subject: unknown) => void, topic: string): void
    }
    prefs: {
      setStringPref(name: string, value: string): void
      setIntPref(name: string, value: number): void
    }
    clipboard: { emptyClipboard(which: unknown): void }
    clearData: { deleteData(what: unknown, done: (failed: number) => void): void }
    qms: { listOrigins(): { callback: (request: { result: string[] }) => void } }
  }
  ChromeUtils: { importESModule(url: string): PrivilegedModules }
  Cc: Record<string, { createInstance(type: unknown): TextInput }>
  Ci: {
    nsITextInputProcessor: unknown
    nsIClipboard: { kGlobalClipboard: unknown }
    nsIClearDataService: { CLEAR_ALL: unknown }
  }
  WebExtensionPolicy: { getByID(id: string): ExtensionPolicy | null }
  browsingContext: { usePrivateBrowsing: boolean }
  gBrowserInit: { delayedStartupFinished: boolean }
  gBrowser: {
    tabs: Iterable<BrowserTab>
    selectedTab: BrowserTab
    addTrustedTab(url: string): BrowserTab
    removeTab(tab: BrowserTab, how?: { skipPermitUnload: boolean }): void
  }
  PopupNotifications: { panel: Panel & { firstElementChild: PromptElement | null } }
  KeyboardEvent: typeof KeyboardEvent
  synthesizeMouseEvent(type: string, x: number, y: number, options: object): void
}

interface PrivilegedModules {
  AddonManager: { getAddonByID(id: string): Promise<{ uninstall(): Promise<void> } | null> }
  ExtensionParent: ExtensionParent
  ExtensionPermissions: {
    get(id: string): Promise<{ permissions: string[]; origins: string[] }>
    add(id: string, news: { permissions: string[]; origins: string[] }): Promise<void>
  }
}

interface ExtensionPolicy {
  privateBrowsingAllowed: boolean
  extension: FirefoxExtension
  allowedOrigins: { patterns: { pattern: string }[] }
}

export interface BrowserTab {
  /** The window is at hand while it is Firefox's own page, and knows `loadView` on about:addons. */
  linkedBrowser: FrameBrowser & { contentWindow: Window & { loadView(view: string): void } }
}

interface CleanUp {
  promise: Promise<unknown>
}

interface ExtensionParent {
  apiManager: {
    once(event: string, hear: (event: string, id: string, tasks: CleanUp[]) => void): void
    global: {
      browserActionFor(extension: FirefoxExtension): {
        openPopup(window: FirefoxWindow, withoutUserInteraction: boolean): Promise<void>
      }
    }
  }
}

export interface FirefoxExtension {
  backgroundState: string
  backgroundContext: object | null
  views: Iterable<{ viewType: string; xulBrowser?: FrameBrowser }>
  terminateBackground(options: { disableResetIdleForTest: boolean }): Promise<void>
  wakeupBackground(): Promise<void>
}

export interface Panel extends Element {
  state: 'open' | 'showing' | 'hiding' | 'closed'
  hidePopup(): void
}

interface PromptElement extends Element {
  button: HTMLElement
  secondaryButton: HTMLElement
}

interface TextInput {
  beginInputTransactionForTests(window: Window): boolean
  keydown(event: KeyboardEvent): void
  keyup(event: KeyboardEvent): void
}

/** The element that shows a document of another process. */
export interface FrameBrowser extends HTMLElement {
  browserId: number
  readonly ownerDocument: Document & { defaultView: FirefoxWindow }
  currentURI: { spec: string }
  browsingContext: {
    currentWindowGlobal: {
      drawSnapshot(area: null, scale: number, background: string): Promise<ImageBitmap>
    }
  }
  messageManager: {
    addMessageListener(name: string, listener: (message: { data: FrameAnswer }) => void): void
    removeMessageListener(name: string, listener: unknown): void
    loadFrameScript(url: string, later: boolean): void
    sendAsyncMessage(name: string, data: string): void
  }
}

export interface FrameAnswer {
  json?: string
  error?: string
}
