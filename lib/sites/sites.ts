import * as v from 'valibot'
import { defineCollection } from '../storage/collection.ts'
import { drop, put, type Store } from '../storage/store.ts'
import { type Grant, isLive, SCOPES } from './policy.ts'

const SiteSchema = v.object({
  origin: v.string(),
  since: v.number(),
  /** Whose grant the site uses; null where it has none. */
  accountId: v.nullable(v.string()),
})

/** An exact origin that may ask. It gives nothing yet. */
export type Site = v.InferOutput<typeof SiteSchema>

const SITES = defineCollection('site', 1, SiteSchema)

const GRANTS = defineCollection<Grant>(
  'grant',
  1,
  v.object({
    origin: v.string(),
    accountId: v.string(),
    scopes: v.array(v.picklist(SCOPES)),
    tokenKind: v.picklist(['site', 'account']),
    since: v.number(),
    expiresAt: v.nullable(v.number()),
  }),
)

export type Sites = ReturnType<typeof createSites>

/** The allowed sites and their grants at rest: one record an origin, one an origin and account. */
export function createSites(store: Store, now: () => number, changed: (origin: string) => void) {
  const grantId = (origin: string, accountId: string) => `${origin} ${accountId}`

  async function grantOf(site: Site | null): Promise<Grant | null> {
    if (!site?.accountId) return null
    const grant = await store.read(GRANTS, grantId(site.origin, site.accountId))
    return isLive(grant, now()) ? grant : null
  }

  async function release(origin: string): Promise<void> {
    const site = await store.read(SITES, origin)
    if (!site?.accountId) return
    await store.write(
      put(SITES, origin, { ...site, accountId: null }),
      drop(GRANTS, grantId(origin, site.accountId)),
    )
    changed(origin)
  }

  return {
    get: (origin: string): Promise<Site | null> => store.read(SITES, origin),

    async list(): Promise<Site[]> {
      return [...(await store.readAll(SITES)).values()]
    },

    /** Lets an origin ask. Again is no change. */
    async allow(origin: string): Promise<void> {
      if (await store.read(SITES, origin)) return
      await store.write(put(SITES, origin, { origin, since: now(), accountId: null }))
      changed(origin)
    },

    /** The grant that an origin can use now, or null. */
    async liveGrant(origin: string): Promise<Grant | null> {
      return grantOf(await store.read(SITES, origin))
    },

    async grant(grant: Grant): Promise<void> {
      const site = await store.read(SITES, grant.origin)
      if (!site) return
      const former = site.accountId
      await store.write(
        put(GRANTS, grantId(grant.origin, grant.accountId), grant),
        put(SITES, grant.origin, { ...site, accountId: grant.accountId }),
        ...(former && former !== grant.accountId
          ? [drop(GRANTS, grantId(grant.origin, former))]
          : []),
      )
      changed(grant.origin)
    },

    /** Ends the grant; the site may ask again. */
    release,

    /** Ends the grant and the site. */
    async remove(origin: string): Promise<void> {
      const site = await store.read(SITES, origin)
      if (!site) return
      const gone = [drop(SITES, origin)]
      if (site.accountId) gone.push(drop(GRANTS, grantId(origin, site.accountId)))
      await store.write(...gone)
      changed(origin)
    },

    /** Ends each grant of an account. */
    async releaseAccount(accountId: string): Promise<void> {
      for (const site of (await store.readAll(SITES)).values()) {
        if (site.accountId === accountId) await release(site.origin)
      }
    },
  }
}
