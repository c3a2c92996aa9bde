import * as v from 'valibot'
import { defineCollection, ranked, unlessDamaged } from '../storage/collection.ts'
import { put, type Store } from '../storage/store.ts'
import type { Grant } from './policy.ts'
import type { Site } from './sites.ts'

/** A device that appeared in an account, as a person knows it. */
const NewcomerSchema = v.object({
  accountId: v.string(),
  /** Plex's number of it. */
  id: v.string(),
  name: v.string(),
  product: v.string(),
  platform: v.string(),
  /** Milliseconds since the epoch, by plex.tv's clock. */
  createdAt: v.number(),
})

/**
 * A site that was revoked, by its origin: with what it had it may have let others in. Times are ms
 * since the epoch.
 */
export const REVOKED = ranked(
  defineCollection(
    'revoked',
    1,
    v.object({
      /** When it was let in. */
      since: v.number(),
      at: v.number(),
      /** Whose tokens it had. */
      accountIds: v.array(v.string()),
      /** What appeared since; null: that was not looked at yet. */
      found: v.nullable(v.array(NewcomerSchema)),
    }),
  ),
  ({ at }) => at,
)

/** Notes that a site is being revoked, while it is still known what it had. Again adds to it. */
export async function noteRevoked(
  store: Store,
  { origin, since }: Site,
  { accountId }: Grant,
  at: number,
): Promise<void> {
  const before = await store.read(REVOKED, origin).catch(unlessDamaged)
  const accountIds = [...new Set([...(before?.accountIds ?? []), accountId])]
  const first = Math.min(since, before?.since ?? since)
  await store.write(put(REVOKED, origin, { since: first, at, accountIds, found: null }))
}
