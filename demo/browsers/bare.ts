import type { Browser, BrowserKind, LaunchOptions } from './browser.ts'
import { startBareChromium } from './chromium/bare.ts'
import { startBareFirefox } from './firefox/bare.ts'

/** A browser that is had as new again and again: a start takes seconds, an install tenths of one. */
export interface BareBrowser {
  /**
   * A browser with the extension freshly installed, until `clear`. Closed or restarted, it is of no
   * more use here.
   *
   * @param hosts as in LaunchOptions
   */
  install(hosts: Record<string, number>): Promise<Browser>
  /**
   * Closes all that is open, removes the extension with everything it kept, and forgets all sites.
   *
   * @throws where something is left after all
   */
  clear(): Promise<void>
  close(): Promise<void>
}

export function startBareBrowser(
  kind: BrowserKind,
  options: Pick<LaunchOptions, 'extension' | 'headless'>,
): Promise<BareBrowser> {
  return kind === 'chromium' ? startBareChromium(options) : startBareFirefox(options)
}
