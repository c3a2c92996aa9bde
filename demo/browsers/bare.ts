import type { BareBrowser, BrowserKind, LaunchOptions } from './browser.ts'
import { startBareChromium } from './chromium/bare.ts'
import { startBareFirefox } from './firefox/bare.ts'

export function startBareBrowser(
  kind: BrowserKind,
  options: Pick<LaunchOptions, 'extension' | 'headless'>,
): Promise<BareBrowser> {
  return kind === 'chromium' ? startBareChromium(options) : startBareFirefox(options)
}
