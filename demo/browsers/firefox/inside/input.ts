import { popupBrowser } from './popup.ts'
import type { FirefoxWindow, FrameBrowser } from './types.ts'

/** @param x, y in CSS pixels of the popup's viewport */
export function clickPopup(window: FirefoxWindow, id: number, x: number, y: number): void {
  const popup = popupBrowser(window, id)
  if (!popup) throw new Error('The popup is closed')
  clickFrame(popup, x, y)
}

/** @param x, y in CSS pixels of the viewport of what the element shows */
export function clickFrame(browser: FrameBrowser, x: number, y: number): void {
  const box = browser.getBoundingClientRect()
  const mouse = (type: string, buttons: number) =>
    browser.ownerDocument.defaultView.synthesizeMouseEvent(type, box.x + x, box.y + y, {
      button: 0,
      clickCount: 1,
      buttons,
    })
  mouse('mousemove', 0)
  mouse('mousedown', 1)
  mouse('mouseup', 0)
}

/** Presses one key after the other. */
export function pressInPopup(
  window: FirefoxWindow,
  id: number,
  keys: string[],
  modifiers: string[],
): void {
  const popup = popupBrowser(window, id)
  if (!popup) throw new Error('The popup is closed')
  // The panel opens without the focus when no person clicked its button.
  if (popup.ownerDocument.activeElement !== popup) popup.focus()
  const type = window.Ci.nsITextInputProcessor
  const input = window.Cc['@mozilla.org/text-input-processor;1']?.createInstance(type)
  if (!input?.beginInputTransactionForTests(popup.ownerDocument.defaultView))
    throw new Error('No keyboard')
  const event = (key: string) => new popup.ownerDocument.defaultView.KeyboardEvent('', { key })
  for (const held of modifiers) input.keydown(event(held))
  for (const key of keys) {
    input.keydown(event(key))
    input.keyup(event(key))
  }
  for (const held of modifiers) input.keyup(event(held))
}

/** @returns whether there was a prompt to answer */
export function pressPromptButton(window: FirefoxWindow, allow: boolean): boolean {
  for (const each of window.Services.wm.getEnumerator('navigator:browser')) {
    const { panel } = each.PopupNotifications
    const prompt = panel.firstElementChild
    if (panel.state !== 'open' || !prompt) continue
    const button = allow ? prompt.button : prompt.secondaryButton
    button.click()
    return true
  }
  return false
}
