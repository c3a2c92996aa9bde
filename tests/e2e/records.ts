import type { Browser } from '../../demo/browsers/index.ts'

type Storage = {
  storage: {
    local: { get(key: null): Promise<Record<string, never>>; set(items: object): Promise<void> }
  }
}

/** A page of the extension that can do what it can, shows nothing, and does not wake the background. */
export const SILENT = 'icons/16.png'

/** All that is stored, as it is stored. */
export async function storedRecords(browser: Browser): Promise<Record<string, unknown>> {
  return browser.inBackground(() =>
    (globalThis as unknown as { chrome: Storage }).chrome.storage.local.get(null),
  )
}

/** Moves time: rewrites members of a stored record, from a page of the extension. */
export async function rewriteRecord(
  browser: Browser,
  key: string,
  members: Record<string, unknown>,
): Promise<void> {
  const record = (await storedRecords(browser))[key] as { v: number; data: object } | undefined
  if (!record) throw new Error(`There is no record ${key}`)
  await putRecords(browser, { [key]: { ...record, data: { ...record.data, ...members } } })
}

/** Stores these as they are, whatever was there, from a page of the extension. */
export async function putRecords(browser: Browser, records: object): Promise<void> {
  const page = await browser.openExtensionPage(SILENT)
  await page.evaluate(
    (items) => (globalThis as unknown as { chrome: Storage }).chrome.storage.local.set(items),
    records,
  )
  await page.close()
}
