import puppeteer, { type Browser as Puppet } from 'puppeteer-core'
import { requireBrowser } from '../binary.ts'
import type { LaunchOptions } from '../browser.ts'

export function start(
  profile: string,
  options: LaunchOptions,
  preferences: Record<string, unknown>,
): Promise<Puppet> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: requireBrowser('firefox'),
    headless: options.headless ?? true,
    userDataDir: profile,
    acceptInsecureCerts: options.hosts !== undefined,
    defaultViewport: null,
    protocolTimeout: 30_000,
    networkEnabled: false, // nobody asks what was sent: the servers know
    // Without it extension pages and Firefox's own window are out of WebDriver's reach.
    args: ['--remote-allow-system-access', '--width=1280', '--height=900'],
    extraPrefsFirefox: preferences,
  })
}
