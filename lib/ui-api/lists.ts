import type { Activity } from '../activity/log.ts'
import type { Grants } from '../sites/grants.ts'
import type { Sites } from '../sites/sites.ts'
import { unlessUnusable } from '../storage/collection.ts'
import { cleaned } from './cleaned.ts'
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
    const text = search.trim().toLowerCase()
    const found = (await latestFirst()).filter((origin) => origin.includes(text))
    const rows: SiteView[] = []
    let gone = 0
    for (let at = 0; rows.length < limit && at < found.length; at = rows.length + gone) {
      const next = found.slice(at, at + limit - rows.length)
      const read = await Promise.all(next.map((origin) => rowOf(origin)))
      const there = read.filter((row) => row !== null)
      rows.push(...there)
      gone += read.length - there.length
    }
    return { rows, total: found.length - gone }
  }

  /** One that can't be read must not hide the others. */
  const rowOf = (origin: string): Promise<SiteView | null> =>
    siteOf({ origin, isPrivate: false }).catch(unlessUnusable)

  /** The origins of all sites, the latest used first; given and allowed count as used. */
  async function latestFirst(): Promise<string[]> {
    const grants = grantsOf(false)
    const [allowed, ...others] = await Promise.all([
      sites.since(),
      grants.since(),
      grants.lastUsed(),
    ])
    const seen = [...allowed].map(([origin, since]) => ({
      origin,
      at: Math.max(since, ...others.map((times) => times.get(origin) ?? 0)),
    }))
    return seen.sort((a, b) => b.at - a.at).map(({ origin }) => origin)
  }

  async function activityOf(look: NonNullable<Look['activity']>): Promise<Lists['activity']> {
    const { search, answered, limit } = look
    const [page, isLasting] = await Promise.all([
      activity.page({ limit, search, ...(answered ? { answered } : {}) }),
      activity.isLasting(),
    ])
    // What somebody else chose to be called.
    const entries = page.entries.map((entry) => ({ ...entry, name: cleaned(entry.name) }))
    return { ...page, entries, isLasting }
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
