import browser from 'webextension-polyfill'

const KEY = 'approval-window'
const WINDOW = { url: 'approval.html', type: 'popup', width: 400, height: 560 } as const

/** Where an approval is shown: never in the page. */
export interface Surface {
  /** Opens the toolbar popup over this tab, or where there is none, a window of our own. */
  open(tabId: number): Promise<void>
  /** Closes our own window: nothing waits any more. */
  close(): Promise<void>
  /** Whether this was our own window; the person has closed it. */
  wasOurs(windowId: number): Promise<boolean>
}

export const surface: Surface = {
  async open(tabId) {
    const known = await ownWindow()
    if (known !== null) {
      await browser.windows.update(known, { focused: true })
      return
    }
    // A pop-up window has no toolbar: Chromium refuses, Firefox opens it behind, in another window.
    // https://developer.mozilla.org/docs/Mozilla/Add-ons/WebExtensions/API/action/openPopup
    if (await hasToolbar(tabId)) await openPopup().catch(openWindow)
    else await openWindow()
  },

  async close() {
    const known = await ownWindow()
    await browser.storage.session.remove(KEY)
    if (known !== null) await browser.windows.remove(known)
  },

  async wasOurs(windowId) {
    const known = (await browser.storage.session.get(KEY))[KEY]
    if (known !== windowId) return false
    await browser.storage.session.remove(KEY)
    return true
  },
}

async function hasToolbar(tabId: number): Promise<boolean> {
  const { windowId } = await browser.tabs.get(tabId)
  return windowId !== undefined && (await browser.windows.get(windowId)).type === 'normal'
}

const TRY_AGAIN_AFTER_MS = [300, 700]

/** Firefox refuses while a panel before it is being put away, and no event tells when that is done. */
async function openPopup(): Promise<void> {
  for (const wait of TRY_AGAIN_AFTER_MS) {
    const isOpen = await browser.action.openPopup().then(
      () => true,
      () => false,
    )
    if (isOpen) return
    await new Promise((done) => setTimeout(done, wait))
  }
  await browser.action.openPopup()
}

async function openWindow(): Promise<void> {
  const { id } = await browser.windows.create({
    ...WINDOW,
    url: browser.runtime.getURL(`/${WINDOW.url}`),
  })
  await browser.storage.session.set({ [KEY]: id })
}

async function ownWindow(): Promise<number | null> {
  const known = (await browser.storage.session.get(KEY))[KEY] as number | undefined
  if (known === undefined) return null
  return browser.windows.get(known).then(
    () => known,
    () => null,
  )
}

/** Whether the person has this tab before them: in front, in the window they use. */
export async function isInFront(tabId: number): Promise<boolean> {
  const tab = await browser.tabs.get(tabId).catch(() => null)
  if (!tab?.active || tab.windowId === undefined) return false
  return (await browser.windows.get(tab.windowId)).focused
}

/** The address that a tab shows now, where the browser lets us see it. */
export async function addressOf(tabId: number): Promise<string | undefined> {
  return (await browser.tabs.get(tabId).catch(() => null))?.url
}
