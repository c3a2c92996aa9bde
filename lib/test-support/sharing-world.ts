import type { Wish } from '../sites/granting.ts'
import { APP } from './background.ts'
import { tokensWorld } from './tokens-world.ts'
import { realSealing } from './vault.ts'

export { APP, OTHER } from './background.ts'

export const TAB = 7

/** A background that sites are given things by, over a storage in memory and a plex.tv of the test's own. */
export function sharingWorld(sealed = realSealing()) {
  const world = tokensWorld({ ...sealed, isPatient: false })
  const { tabs, local: area } = world
  for (const tab of [TAB, TAB + 1]) tabs.set(tab, `${APP}/page`)
  const app = world.boot()
  const { sites, accounts, granting, endAtPlex } = app

  /** What the person gives a site that they allowed: a token of its own, of the first account. */
  async function give(origin = APP, wish: Partial<Wish> = {}): Promise<void> {
    await sites.allow(origin)
    const accountId = wish.accountId ?? (await accounts.list())[0]?.id ?? ''
    const what = { scopes: ['token'], tokenKind: 'site', email: false } as const
    const term = { duration: 'until_revoked', tabId: TAB, isPrivate: false } as const
    const plan = await granting.plan({ origin, ...what, ...term, ...wish, accountId })
    await granting.grant(plan, (commit) => commit())
  }

  return { ...world, ...app, area, give, endAtPlex: () => endAtPlex(true) }
}
