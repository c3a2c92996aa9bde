import {
  type Browser,
  type BrowserKind,
  launchBrowser,
  type Tab,
} from '../../demo/browsers/index.ts'
import { type PlexTv, startPlexTv } from '../../demo/plex-tv/server.ts'
import { type DemoSite, startDemoSite } from '../../demo/site/server.ts'
import { echoExtension, foyerExtension } from './extensions.ts'

/** Two browsers of one kind side by side, so that what slows the machine slows both. */
export interface Arena {
  readonly kind: BrowserKind
  /** With Foyer in it, signed out. */
  readonly foyer: Browser
  /** With the yardstick in it. */
  readonly echo: Browser
  readonly plex: PlexTv
  startSite(): Promise<DemoSite>
  close(): Promise<void>
}

export const PERSON = 'Demo Person'

export async function openArena(kind: BrowserKind): Promise<Arena> {
  const closers: (() => Promise<void>)[] = []
  const close = async () => {
    await Promise.allSettled(closers.splice(0).map((end) => end()))
  }
  async function kept<T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> {
    const opened = await opening
    closers.push(() => opened.close())
    return opened
  }
  const stop = () => void close().finally(() => process.exit(1))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, stop)
    closers.push(async () => void process.off(signal, stop))
  }
  try {
    const extensions = { foyer: await foyerExtension(kind), echo: await echoExtension(kind) }
    const plex = await kept(startPlexTv())
    const hosts = Object.fromEntries(
      ['plex.tv', 'clients.plex.tv', 'app.plex.tv'].map((host) => [`${host}:443`, plex.tlsPort]),
    )
    const foyer = await kept(launchBrowser(kind, { extension: extensions.foyer, hosts }))
    const echo = await kept(launchBrowser(kind, { extension: extensions.echo, hosts }))
    return { kind, foyer, echo, plex, startSite: () => kept(startDemoSite()), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Signs in with a short code: no other tab comes and goes. */
export async function signIn({ foyer, plex }: Arena, tab: Tab): Promise<void> {
  const popup = await foyer.openPopup(tab)
  await popup.click('button', 'Use a code')
  await popup.waitFor('img', 'QR code')
  plex.approve(plex.pins().at(-1)?.code ?? '')
  await popup.waitFor('heading', PERSON)
  await popup.close()
}

/** Allows the site that the tab shows, and gives it a token. The browser asks for each host once. */
export async function letIn({ foyer }: Arena, tab: Tab, isFirst: boolean): Promise<void> {
  const popup = await foyer.openPopup(tab)
  await popup.click('button', 'Allow this site')
  if (isFirst) await foyer.answerPrompt(true)
  else await popup.waitFor('button', 'Stop sharing')
  // Else it could be taken for the one with the approval.
  if (await popup.isOpen()) await popup.close()
  await tab.waitForText('One click signs you in')
  await tab.click('button', 'Sign in with Plex')
  const approval = await foyer.popup()
  await approval.click('button', 'Allow')
  await tab.waitForText(PERSON)
  // An open popup would start a background that was stopped.
  if (await approval.isOpen()) await approval.close()
}
