import { onTestFinished } from 'vitest'
import type { Surface, Tab } from '../../demo/browsers/index.ts'
import { startDemoSite } from '../../demo/site/server.ts'
import { connectPage, type PageClient } from './page-client.ts'
import { beSignedIn } from './signed-in.ts'
import { allowSite, type Stage } from './stage.ts'

export interface TokenAnswer {
  readonly token: string
  readonly kind: 'site' | 'account'
  readonly clientIdentifier: string
  readonly product: string
  readonly expiresAt: number | null
}

export const LINK = 'PUT /api/v2/pins/link'

/** Signed in, allowed, connected; nothing asked yet. */
export async function letIn(stage: Stage): Promise<PageClient> {
  await beSignedIn(stage)
  return letInToo(stage, stage.tab)
}

/**
 * One more page, of a person who is signed in.
 *
 * @param asks false where the browser has permitted the host already
 */
export async function letInToo(stage: Stage, tab: Tab, asks?: boolean): Promise<PageClient> {
  await allowSite(stage, tab, asks)
  await tab.waitForText('One click signs you in')
  return connectPage(tab)
}

/** Clicks the companion app's own button, and allows it. */
export async function signInAtPage({ browser }: Stage, tab: Tab): Promise<void> {
  await tab.click('button', 'Sign in with Plex')
  await (await browser.popup()).click('button', 'Allow')
  await tab.waitForText('Demo Person')
}

/** Another site on the same host, which has a token as well. */
export async function neighbourOf(stage: Stage): Promise<{ tab: Tab; page: PageClient }> {
  const site = await startDemoSite()
  onTestFinished(() => site.close())
  const tab = await stage.browser.newTab(site.url)
  const page = await letInToo(stage, tab, false)
  await ask(stage, tab, page)
  return { tab, page }
}

/** The popup with the request in it. */
export async function waitForApproval({ browser }: Stage, origin: string): Promise<Surface> {
  const popup = await browser.popup()
  await popup.waitFor('heading', `Allow ${origin}?`)
  return popup
}

/**
 * Asks, and allows it.
 *
 * @param choose what the person chooses before Allow
 */
export async function ask(
  stage: Stage,
  tab: Tab,
  page: PageClient,
  scopes: readonly string[] = ['token'],
  choose: (popup: Surface) => Promise<void> = async () => {},
): Promise<unknown> {
  // A person's input in the page: only then it opens by itself.
  await tab.press('a')
  const asked = page.call('access.request', { scopes })
  const popup = await stage.browser.popup()
  await popup.waitFor('heading', `Allow ${new URL(await tab.url()).origin}?`)
  await choose(popup)
  await popup.click('button', 'Allow')
  return asked
}

export function getToken(page: PageClient, params?: object): Promise<TokenAnswer> {
  return page.call('token.get', params) as Promise<TokenAnswer>
}

/** The token of the account itself. */
export function accountToken({ plex }: Stage): string {
  const own = plex.devices().find(({ product }) => product === 'Foyer for Plex')
  const [found] = own ? plex.tokensOf(own.clientIdentifier) : []
  if (!found) throw new Error('Nobody is signed in')
  return found.token
}

/** Whatever has this text in its name. */
export function naming(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
}

/** What the account's list of devices at Plex has for an identifier. */
export function devicesOf({ plex }: Stage, clientIdentifier: string) {
  return plex.devices().filter((device) => device.clientIdentifier === clientIdentifier)
}
