import * as v from 'valibot'
import { PLEX_ERROR_KINDS } from '../plex/errors.ts'
import { defineCollection, ranked } from '../storage/collection.ts'
import { SealedSchema } from '../storage/seal.ts'

/**
 * Why a token could not be made. `home_pin`: the account is a Home user with a PIN, which is missing or
 * wrong. `other_account`: somebody else approved it at Plex's own page. `not_stored`: the disk is full.
 */
export const MAKING_TROUBLES = [
  ...PLEX_ERROR_KINDS,
  'home_pin',
  'other_account',
  'not_stored',
  'internal',
] as const
export type MakingTrouble = (typeof MAKING_TROUBLES)[number]

const PinSchema = v.object({
  id: v.string(),
  code: v.string(),
  /** Milliseconds since the epoch. */
  expiresAt: v.number(),
})

export type OpenPin = v.InferOutput<typeof PinSchema>

/**
 * A token that Foyer makes for somebody, at rest. Its identifier is in the
 * clear: whatever else is lost, it can be ended at Plex by that.
 */
const MadeTokenSchema = v.object({
  clientIdentifier: v.string(),
  accountId: v.string(),
  /** `sign_in`: not made by us, but by a device that signed in by itself; it is here to be ended. */
  holder: v.picklist(['site', 'tool', 'sign_in']),
  /** Whom it is for, as a person knows them; empty for what came from a private window. */
  name: v.string(),
  product: v.string(),
  isPrivate: v.boolean(),
  /**
   * `begun`: nobody has it yet. `held`: a grant has it, also while it is made anew, or a tool, also before it is made.
   * `ending`: nobody has it any more, and Plex is to end it. There is no way back from that.
   */
  state: v.picklist(['begun', 'held', 'ending']),
  /** Sealed JSON of an `OpenPin`: with the identifier it would fetch the token. */
  pin: v.nullable(SealedSchema),
  /** Plex's own page was opened for the PIN: whose token comes of it is still to be seen. */
  isAtPlex: v.boolean(),
  token: v.nullable(SealedSchema),
  /** When we got the token (ms since the epoch). */
  madeAt: v.nullable(v.number()),
  /** Until when Plex may yet make a token of a PIN (ms since the epoch); null: it was never asked to. */
  openUntil: v.nullable(v.number()),
  /** How the ending goes; times in ms since the epoch. */
  ending: v.nullable(
    v.object({
      since: v.number(),
      tries: v.number(),
      nextAt: v.number(),
      trouble: v.nullable(v.picklist(PLEX_ERROR_KINDS)),
    }),
  ),
})

export type MadeToken = v.InferOutput<typeof MadeTokenSchema>

/** Those that are held rest; the others are looked at again and again until they are held or gone. */
export const MADE_TOKENS = ranked(
  // Version 2 knows one holder more.
  defineCollection('token', 2, MadeTokenSchema, { 1: (data) => data }),
  ({ state }) => (state === 'held' ? null : 0),
)

/** The identifier that somebody has with an account: one each, never shared, never changed. */
export const IDENTIFIERS = defineCollection(
  'identifier',
  1,
  v.object({ clientIdentifier: v.string() }),
)

/** The PIN that was sealed as JSON, or null where it is none. */
export function parsePin(text: string): OpenPin | null {
  const pin = v.safeParse(v.pipe(v.string(), v.parseJson(), PinSchema), text)
  return pin.success ? pin.output : null
}
