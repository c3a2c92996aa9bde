/** The part of a Firefox window (browser.xhtml) and of its privileged globals that is used here. */
export interface FirefoxWindow extends Window {
  Services: { wm: { getEnumerator(type: string): Iterable<FirefoxWindow> } }
  ChromeUtils: { importESModule(url: string): { ExtensionParent: ExtensionParent } }
  Cc: Record<string, { createInstance(type: unknown): TextInput }>
  Ci: { nsITextInputProcessor: unknown }
  WebExtensionPolicy: { getByID(id: string): { extension: FirefoxExtension } | null }
  PopupNotifications: { panel: Panel & { firstElementChild: PromptElement | null } }
  KeyboardEvent: typeof KeyboardEvent
  synthesizeMouseEvent(type: string, x: number, y: number, options: object): void
}

interface ExtensionParent {
  apiManager: {
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
  }
}

export interface FrameAnswer {
  json?: string
  error?: string
}
