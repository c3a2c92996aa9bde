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

/** A Plex Home user, reached through the account that shares the Home with them. */
const HomeSchema = v.object({
  adminId: v.string(),
  /** plex.tv's id of the user. */
  userId: v.string(),
  hasPin: v.boolean(),
})

/** A Plex account at rest. `user` is null until Plex has told us; times are ms since the epoch. */
export const AccountSchema = v.object({
  id: v.string(),
  /** The person's own name for it; empty: Plex's. */
  label: v.string(),
  user: v.nullable(UserSchema),
  /** Null: signed in by a PIN of its own. */
  home: v.nullable(HomeSchema),
  token: SealedSchema,
  since: v.number(),
  /** When this token came: what was made before may have died with the one before. */
  tokenSince: v.number(),
  /**
   * `signed_out`: Plex no longer takes the token. `key_lost`: we can no longer open it.
   * `gone`: it was signed out, and the Home has this user no longer.
   * `signing_out`: the person signed out, and Plex has not been told yet.
   */
  health: v.picklist(['ok', 'signed_out', 'key_lost', 'gone', 'signing_out']),
})

export type Account = v.InferOutput<typeof AccountSchema>

/** plex.tv's id of whose account it is; null until it is known. */
export function userIdOf({ user, home }: Pick<Account, 'user' | 'home'>): string | null {
  return user?.id ?? home?.userId ?? null
}

export const ACCOUNTS = ranked(defineCollection('account', 1, AccountSchema), ({ since }) => since)
