import { browser } from 'wxt/browser'
import { isPlex, originOf } from '../sites/policy.ts'

/** The page that the person looks at: one to share with, or why there is none. */
export type FrontTab =
  | {
      readonly origin: string
      readonly tabId: number
      readonly isPrivate: boolean
      /** As in a browser that never remembers history: its windows don't look private. */
      readonly isEveryWindowPrivate: boolean
    }
  | { readonly origin: null; readonly why: 'internal' | 'plex' | 'unseen' }

/** The tab in front of this popup. Its address is there after a click on our button (`activeTab`). */
export async function frontTab(): Promise<FrontTab> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  if (tab?.url === undefined || tab.id === undefined) return { origin: null, why: 'unseen' }
  const { id: tabId, url, incognito: isPrivate } = tab
  const origin = originOf(url)
  if (origin === null) {
    return { origin, why: isPlex(new URL(url).hostname) ? 'plex' : 'internal' }
  }
  const isEveryWindowPrivate = isPrivate && (await hasOnlyPrivateWindows())
  return { origin, tabId, isPrivate, isEveryWindowPrivate }
}

async function hasOnlyPrivateWindows(): Promise<boolean> {
  return (await browser.windows.getAll()).every(({ incognito }) => incognito)
}
