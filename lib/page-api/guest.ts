import { originOf } from '../sites/policy.ts'
import { PORT } from './wire.ts'

/** The part of the browser's own word about a sender that is used. */
export interface Sender {
  readonly id?: string
  readonly origin?: string
  readonly frameId?: number
  readonly documentLifecycle?: string
  readonly tab?: { readonly id?: number; readonly incognito?: boolean }
}

/** A page that may be heard, as the browser vouches for it. */
export interface Guest {
  readonly origin: string
  readonly tabId: number
  readonly session: string
  /** In a private window. */
  readonly isPrivate: boolean
}

/**
 * Who speaks, or null where nobody may. The origin is the browser's word, never
 * the message's: a page can lie in messages, and a tab's address is that of
 * the page before while another one prerenders.
 */
export function guestOf(portName: string, sender: Sender | undefined, ownId: string): Guest | null {
  if (!sender || sender.id !== ownId || !portName.startsWith(PORT)) return null
  if (sender.frameId !== 0 || sender.tab?.id === undefined) return null
  // Firefox knows no documentLifecycle and doesn't prerender.
  // https://developer.chrome.com/docs/extensions/reference/api/runtime#type-MessageSender
  if (sender.documentLifecycle !== undefined && sender.documentLifecycle !== 'active') return null
  const origin = originOf(sender.origin)
  if (origin === null || origin !== sender.origin) return null
  const { id: tabId, incognito: isPrivate = false } = sender.tab
  return { origin, tabId, session: portName.slice(PORT.length), isPrivate }
}
