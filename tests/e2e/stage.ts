import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Browser, BrowserKind, Surface, Tab } from '../../demo/browsers/index.ts'
import { type PlexTv, startPlexTv } from '../../demo/plex-tv/server.ts'
import { type DemoSite, startDemoSite } from '../../demo/site/server.ts'
import { type LendOptions, type Lent, lendBrowser } from './lending.ts'

/** The browsers that every journey is walked in. */
export const BROWSERS: readonly BrowserKind[] = ['chromium', 'firefox']

const BUILD = { chromium: 'chrome-mv3', firefox: 'firefox-mv3' }

/** A browser with the shipped build in it, a plex.tv and a companion app: all a journey needs. */
export interface Stage {
  readonly browser: Lent
  readonly plex: PlexTv
  readonly site: DemoSite
  /** The companion app, open in front. */
  readonly tab: Tab
}

interface StageOptions extends Partial<LendOptions> {
  /** Other names of the companion app, on plain http's own port, e.g. `media.test`. */
  siteNames?: readonly string[]
  /** Addresses at which a media server answers, `host:port`, over plain http. */
  serverHosts?: readonly string[]
}

/** Sets the stage for one test and clears it afterwards. */
export async function setStage(
  kind: BrowserKind,
  { siteNames = [], serverHosts = [], ...options }: StageOptions = {},
): Promise<Stage> {
  const plex = await startPlexTv()
  onTestFinished(() => plex.close())
  const site = await startDemoSite()
  onTestFinished(() => site.close())
  const browser = await lendBrowser(kind, {
    extension: fileURLToPath(new URL(`../../.output/${BUILD[kind]}`, import.meta.url)),
    ...options,
    hosts: {
      ...plexHosts(plex),
      ...siteHosts(site, siteNames),
      ...Object.fromEntries(serverHosts.map((host) => [host, plex.port])),
      ...options.hosts,
    },
  })
  return { browser, plex, site, tab: await browser.newTab(site.url) }
}

function plexHosts({ tlsPort }: PlexTv): Record<string, number> {
  return { 'plex.tv:443': tlsPort, 'clients.plex.tv:443': tlsPort, 'app.plex.tv:443': tlsPort }
}

function siteHosts({ url }: DemoSite, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(names.map((name) => [`${name}:80`, Number(new URL(url).port)]))
}

/** Signs in the way a person does: popup, Plex's page, Allow. The companion app is in front again. */
export async function signIn({ browser, tab }: Stage): Promise<void> {
  const popup = await browser.openPopup(tab)
  await popup.click('button', 'Sign in with Plex')
  const plexTab = await waitForPlexTab(browser)
  await plexTab.click('button', 'Allow')
  await plexTab.waitForClose()
}

export function waitForPlexTab(browser: Browser): Promise<Tab> {
  return browser.waitForTab((url) => url.startsWith('https://app.plex.tv/auth'))
}

/**
 * Lets the companion app in: popup, "Allow this site", the browser's own prompt.
 *
 * @param asks false where the browser has permitted the host already
 */
export async function allowSite({ browser }: Stage, tab: Tab, asks?: boolean): Promise<void> {
  const { hostname } = new URL(await tab.url())
  const popup = await browser.openPopup(tab)
  await popup.click('button', 'Allow this site')
  if (asks ?? !browser.granted.has(hostname)) {
    await browser.answerPrompt(true)
    if (browser.kind === 'chromium') browser.granted.add(hostname)
  } else await popup.waitFor('button', 'Stop sharing')
  // Chromium closed it for its prompt; in Firefox a person's next click in the page does.
  if (await popup.isOpen()) await popup.close()
}

/** The popup shows who is signed in. */
export async function waitForSignedIn(popup: Surface, name = 'Demo Person'): Promise<void> {
  await popup.waitFor('heading', name)
}

/** The newest PIN, once there is one. */
export async function waitForPin(plex: PlexTv) {
  await plex.waitFor(({ method, path }) => method === 'POST' && path.startsWith('/api/v2/pins'))
  const pin = plex.pins().at(-1)
  if (!pin) throw new Error('The demo plex.tv logged a PIN and has none')
  return pin
}
