import * as v from 'valibot'
import {
  defineCollection,
  ifUnusable,
  ranked,
  unlessDamaged,
  unlessUnusable,
} from '../storage/collection.ts'
import { drop, letGo, put, type Store } from '../storage/store.ts'

const SiteSchema = v.object({ origin: v.string(), since: v.number() })

/** An exact origin that may ask, and since when (ms since the epoch). It gives nothing yet. */
export type Site = v.InferOutput<typeof SiteSchema>

export const SITES = ranked(defineCollection('site', 1, SiteSchema), ({ since }) => since)

export type Sites = ReturnType<typeof createSites>

export interface SitesWorld {
  readonly store: Store
  readonly now: () => number
  readonly allowed: (origin: string) => void
  /** Ends what a site has. */
  readonly leaving: (origin: string) => Promise<void>
  readonly left: (origin: string) => void
}

/** The allowed sites at rest. */
export function createSites({ store, now, allowed, leaving, left }: SitesWorld) {
  /** Also where nobody can tell since when. */
  const isKnown = (origin: string): Promise<boolean> =>
    store.read(SITES, origin).then((site) => site !== null, ifUnusable(true))

  return {
    isKnown,

    /** Null also where its record can't be used: it gets nothing then. */
    get: (origin: string): Promise<Site | null> => store.read(SITES, origin).catch(unlessUnusable),

    async list(): Promise<Site[]> {
      return [...(await store.readAll(SITES)).values()]
    },

    /** Since when each may ask, by its origin, without a look at the sites themselves. */
    since: (): Promise<ReadonlyMap<string, number>> => store.ranks(SITES),

    /**
     * Lets origins ask, by one write. Again is no change, but where a record was damaged.
     *
     * @throws UnusableRecord of a newer version
     */
    async allow(...origins: string[]): Promise<void> {
      const known = await Promise.all(
        origins.map((origin) => store.read(SITES, origin).catch(unlessDamaged)),
      )
      const fresh = origins.filter((_, index) => !known[index])
      if (!fresh.length) return
      await store.write(...fresh.map((origin) => put(SITES, origin, { origin, since: now() })))
      for (const origin of fresh) allowed(origin)
    },

    async remove(origin: string): Promise<void> {
      if (!(await isKnown(origin))) return
      await leaving(origin)
      await store.write(letGo(drop(SITES, origin)))
      // It may have been given something just before; from here on it can't be.
      await leaving(origin)
      left(origin)
    },
  }
}
