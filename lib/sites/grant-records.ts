import * as v from 'valibot'
import { defineCollection, notes, ranked } from '../storage/collection.ts'
import { DURATIONS, type Grant, SCOPES, TOKEN_KINDS } from './policy.ts'

/** One record an origin: it uses one account at a time, and changes it in one write. */
export const GRANTS = ranked(
  defineCollection<Grant>(
    'grant',
    1,
    v.object({
      origin: v.string(),
      accountId: v.string(),
      scopes: v.array(v.picklist(SCOPES)),
      email: v.boolean(),
      tokenKind: v.picklist(TOKEN_KINDS),
      clientIdentifier: v.nullable(v.string()),
      since: v.number(),
      duration: v.picklist(DURATIONS),
      expiresAt: v.nullable(v.number()),
      session: v.nullable(v.string()),
      tabId: v.nullable(v.number()),
    }),
  ),
  ({ since }) => since,
)

/** When an origin last used what it has (ms since the epoch). Apart, since it is written often. */
export const USES = ranked(
  notes(defineCollection('use', 1, v.object({ lastUsedAt: v.number() }))),
  ({ lastUsedAt }) => lastUsedAt,
)
