import * as v from 'valibot'
import { defineCollection, ranked } from '../storage/collection.ts'
import { SealedSchema } from '../storage/seal.ts'

const UserSchema = v.object({
  id: v.string(),
  uuid: v.string(),
  username: v.string(),
  title: v.string(),
  email: v.string(),
  thumb: v.string(),
})

/** A Plex account at rest. `user` is null until Plex has told us; `since` is in ms since the epoch. */
export const AccountSchema = v.object({
  id: v.string(),
  user: v.nullable(UserSchema),
  token: SealedSchema,
  since: v.number(),
  /**
   * `signed_out`: Plex no longer takes the token. `key_lost`: we can no longer open it.
   * `signing_out`: the person signed out, and Plex has not been told yet.
   */
  health: v.picklist(['ok', 'signed_out', 'key_lost', 'signing_out']),
})

export type Account = v.InferOutput<typeof AccountSchema>

export const ACCOUNTS = ranked(defineCollection('account', 1, AccountSchema), ({ since }) => since)
