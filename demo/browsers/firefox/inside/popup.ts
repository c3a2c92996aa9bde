import type { FirefoxWindow, FrameBrowser, Panel } from './types.ts'

/** The toolbar popup that is open in any window, or that one popup if its id is given. */
export function popupBrowser(window: FirefoxWindow, id?: number): FrameBrowser | undefined {
  for (const each of window.Services.wm.getEnumerator('navigator:browser')) {
    for (const browser of each.document.querySelectorAll('.webextension-popup-browser')) {
      const popup = browser as FrameBrowser
      const state = (popup.closest('panel') as Panel | null)?.state
      const isOpen = state === 'open' && popup.currentURI?.spec.startsWith('moz-extension:')
      if (isOpen && (id === undefined || popup.browserId === id)) return popup
    }
  }
  return undefined
}

/** The same as a press on the button: it grants `activeTab`. */
export async function pressToolbarButton(
  window: FirefoxWindow,
  extensionId: string,
): Promise<void> {
  const module = 'resource://gre/modules/ExtensionParent.sys.mjs'
  const { ExtensionParent } = window.ChromeUtils.importESModule(module)
  const extension = window.WebExtensionPolicy.getByID(extensionId)?.extension
  if (!extension) throw new Error(`${extensionId} is not installed`)
  const windows = [...window.Services.wm.getEnumerator('navigator:browser')]
  const front = windows.find((each) => each.document.hasFocus()) ?? window
  await ExtensionParent.apiManager.global.browserActionFor(extension).openPopup(front, false)
}

export function closePopup(window: FirefoxWindow, id?: number) {
  const panel = popupBrowser(window, id)?.closest('panel') as Panel | null | undefined
  panel?.hidePopup()
}

export function hasFocus(window: FirefoxWindow): boolean {
  const windows = [...window.Services.wm.getEnumerator('navigator:browser')]
  return windows.some((each) => each.document.hasFocus())
}

export function openPopupId(window: FirefoxWindow): number | undefined {
  return popupBrowser(window)?.browserId
}

/** Windows, and what keeps a popup from opening: https://searchfox.org/mozilla-central/search?q=isGloballyBlockingOpenPopup */
export function whatIsOpen(window: FirefoxWindow): string[] {
  return [...window.Services.wm.getEnumerator(null)].flatMap(({ location, document }) => [
    `the window ${location.href}`,
    ...[...document.querySelectorAll('menupopup, panel')]
      .filter((it) => (it as Panel).state !== 'closed')
      .map((it) => `the ${it.localName} ${it.id} (${(it as Panel).state})`),
  ])
}

export async function drawPopup(window: FirefoxWindow, id: number): Promise<string> {
  const popup = popupBrowser(window, id)
  if (!popup) throw new Error('The popup is closed')
  const picture = await popup.browsingContext.currentWindowGlobal.drawSnapshot(
    null,
    window.devicePixelRatio,
    'white',
  )
  const canvas = window.document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas')
  Object.assign(canvas, { width: picture.width, height: picture.height })
  const paper = (canvas as HTMLCanvasElement).getContext('2d')
  paper?.drawImage(picture, 0, 0)
  return (canvas as HTMLCanvasElement).toDataURL('image/png')
}
