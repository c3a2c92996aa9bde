import type { Activity } from '../activity/log.ts'
import type { Grants } from '../sites/grants.ts'
import type { Sites } from '../sites/sites.ts'
import type { Look, SiteView, UiState } from './protocol.ts'
import { siteView } from './view.ts'

export interface ListsWorld {
  readonly sites: Sites
  readonly grantsOf: (isPrivate: boolean) => Grants
  readonly activity: Activity
}

type Lists = Pick<UiState, 'site' | 'sites' | 'activity'>

/** What can be long is sent as far as it is looked at. */
export function createLists({ sites, grantsOf, activity }: ListsWorld) {
  async function siteOf({ origin, isPrivate }: NonNullable<Look['site']>) {
    const grants = grantsOf(isPrivate)
    const [site, grant] = await Promise.all([sites.get(origin), grants.live(origin)])
    if (!site) return null
    const used = grant && (await grants.lastUsed()).get(origin)
    return siteView(site, grant, used ?? null)
  }

  async function sitesOf({ search, limit }: NonNullable<Look['sites']>): Promise<Lists['sites']> {
    const grants = grantsOf(false)
    const [all, given, used] = await Promise.all([sites.list(), grants.list(), grants.lastUsed()])
    const found = new Map(given.map((grant) => [grant.origin, grant]))
    const text = search.trim().toLowerCase()
    const rows = all
      .filter(({ origin }) => origin.includes(text))
      .map((site) => siteView(site, found.get(site.origin) ?? null, used.get(site.origin) ?? null))
      .sort((a, b) => lastSeen(b) - lastSeen(a))
    return { rows: rows.slice(0, Math.max(0, limit)), total: rows.length }
  }

  async function activityOf(look: NonNullable<Look['activity']>): Promise<Lists['activity']> {
    const { search, answered, limit } = look
    const [page, isLasting] = await Promise.all([
      activity.page({ limit, origin: search, ...(answered ? { answered } : {}) }),
      activity.isLasting(),
    ])
    return { ...page, isLasting }
  }

  return async (look: Look): Promise<Lists> => {
    const [site, listed, log] = await Promise.all([
      look.site ? siteOf(look.site) : null,
      look.sites ? sitesOf(look.sites) : { rows: [], total: 0 },
      look.activity ? activityOf(look.activity) : null,
    ])
    return { site, sites: listed, activity: log }
  }
}

function lastSeen({ since, grant }: SiteView): number {
  return Math.max(since, grant?.since ?? 0, grant?.lastUsedAt ?? 0)
}
