import browser from 'webextension-polyfill'
import { isPlex, originOf } from '../sites/policy.ts'

/** The page that the person looks at: one to share with, or why there is none. */
export type FrontTab =
  | { readonly origin: string; readonly tabId: number }
  | { readonly origin: null; readonly why: 'internal' | 'plex' | 'unseen' }

/** The tab in front of this popup. Its address is there after a click on our button (`activeTab`). */
export async function frontTab(): Promise<FrontTab> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  if (tab?.url === undefined || tab.id === undefined) return { origin: null, why: 'unseen' }
  const origin = originOf(tab.url)
  if (origin !== null) return { origin, tabId: tab.id }
  return { origin: null, why: isPlex(new URL(tab.url).hostname) ? 'plex' : 'internal' }
}
