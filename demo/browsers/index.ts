import type { Browser, BrowserKind, LaunchOptions } from './browser.ts'
import { launchChromium } from './chromium/chromium.ts'
import { launchFirefox } from './firefox/firefox.ts'

export { startBareBrowser } from './bare.ts'
export type { BareBrowser, Browser, BrowserKind, ColorScheme, LaunchOptions } from './browser.ts'
export type { AxeViolation, Scope, Surface, Tab } from './surface/surface.ts'
export { until } from './wait.ts'

/** Starts a real browser with a profile of its own, which goes when the browser is closed. */
export function launchBrowser(kind: BrowserKind, options: LaunchOptions): Promise<Browser> {
  return kind === 'chromium' ? launchChromium(options) : launchFirefox(options)
}
