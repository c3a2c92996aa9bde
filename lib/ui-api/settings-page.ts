import { browser } from 'wxt/browser'

/** Opens Settings in a tab; the popup's work is done then. */
export async function openSettings(): Promise<void> {
  await browser.runtime.openOptionsPage()
  close()
}
