import type { Identity } from '../plex/identity.ts'
import type { SeenTab } from '../sign-ins/tabs.ts'
import type { Background } from './background.ts'
import { settle } from './clock.ts'
import { FRONT } from './plex-tabs.ts'
import { tokensWorld } from './tokens-world.ts'

export const SEERR: Identity = { clientIdentifier: 'seerr-1', product: 'Seerr' }
export const BACK = 'https://seerr.example:5055/login'

/** Plex's page for a PIN, as a site opens it. */
export function pageOf(code: string, who = SEERR, forwardUrl = ''): SeenTab['url'] {
  const params = new URLSearchParams({ clientID: who.clientIdentifier, code, forwardUrl })
  return `https://app.plex.tv/auth#?${params}`
}

/** Ann is signed in, and a site has sent her to Plex's page, in the tab before her. */
export async function signInWorld(options: Parameters<typeof tokensWorld>[0] = {}) {
  const world = tokensWorld({ isPatient: false, ...options })
  const app = world.boot()
  const ann = await app.signIn()
  const code = world.plex.makePin(SEERR)
  world.tabs.set(FRONT, pageOf(code, SEERR, BACK))
  world.plex.calls.length = 0
  return { world, app, ann, code, plex: world.plex, tabs: world.tabs, clock: world.clock }
}

/** What is offered, once Plex has answered. */
export async function offered(app: Background, tabId: number | null = FRONT, code?: string) {
  const look = { tabId, code: code ?? null }
  await app.signIns.offers.find(look)
  await settle()
  return app.signIns.offers.find(look)
}

/** The person approves what is before them. */
export async function approve(app: Background, accountId: string, code?: string): Promise<void> {
  const [offer] = await offered(app, FRONT, code)
  if (offer) await app.signIns.offers.approve(offer.id, accountId)
  await settle()
}

/** What lives at Plex that is not Foyer's own. */
export const livesAt = (plex: ReturnType<typeof tokensWorld>['plex'], who = SEERR) =>
  [...plex.living.values()].filter(({ identifier }) => identifier === who.clientIdentifier).length
