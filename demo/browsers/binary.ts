import { findBrowser } from '../setup/find-browser.mjs'
import type { BrowserKind } from './browser.ts'

/** @throws when the browser is not on this machine */
export function requireBrowser(kind: BrowserKind): string {
  const path = findBrowser(kind)
  if (path) return path
  const variable = kind === 'chromium' ? 'CHROMIUM_PATH' : 'FIREFOX_PATH'
  throw new Error(`There is no ${kind} here. Install it, or set ${variable} to where it is.`)
}
