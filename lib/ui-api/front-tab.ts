import { browser } from 'wxt/browser'
import { isPlex, originOf } from '../sites/policy.ts'

/** The page that the person looks at: one to share with, or why there is none. */
export type FrontTab = { readonly isPrivate: boolean } & (
  | {
      readonly origin: string
      readonly tabId: number
      /** As in a browser that never remembers history: its windows don't look private. */
      readonly isEveryWindowPrivate: boolean
    }
  | { readonly origin: null; readonly why: 'internal' | 'unseen' }
  | { readonly origin: null; readonly why: 'plex'; readonly tabId: number }
)

/** The tab in front of this popup. Its address is there after a click on our button (`activeTab`). */
export async function frontTab(): Promise<FrontTab> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  const isPrivate = tab?.incognito ?? false
  // Chromium has an empty one for a tab that is on its way to its first page.
  if (!tab?.url || tab.id === undefined) {
    return { origin: null, why: 'unseen', isPrivate }
  }
  const { id: tabId, url } = tab
  const origin = originOf(url)
  if (origin === null) {
    return isPlex(new URL(url).hostname)
      ? { origin, why: 'plex', tabId, isPrivate }
      : { origin, why: 'internal', isPrivate }
  }
  const isEveryWindowPrivate = isPrivate && (await hasOnlyPrivateWindows())
  return { origin, tabId, isPrivate, isEveryWindowPrivate }
}

/** Whether a window without a toolbar is open: a site's, with whatever page. */
export async function isPopupWindowOpen(): Promise<boolean> {
  return (await browser.windows.getAll()).some(({ type }) => type === 'popup')
}

async function hasOnlyPrivateWindows(): Promise<boolean> {
  return (await browser.windows.getAll()).every(({ incognito }) => incognito)
}
