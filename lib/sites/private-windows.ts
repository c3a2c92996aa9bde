import browser from 'webextension-polyfill'

/** Whether a private window is open. What was given in one ends with the last of them. */
export async function hasPrivateWindow(): Promise<boolean> {
  return (await browser.windows.getAll()).some(({ incognito }) => incognito)
}
