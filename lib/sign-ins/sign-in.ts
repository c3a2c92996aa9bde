import * as v from 'valibot'
import { defineCollection, ranked } from '../storage/collection.ts'
import { SealedSchema } from '../storage/seal.ts'

/** A device as Plex lists it; what is left of it when it must be found again. */
const DeviceSchema = v.object({
  clientIdentifier: v.string(),
  name: v.string(),
  platform: v.string(),
})

/** Somebody else's PIN that the person approved here. Times are ms since the epoch. */
const SignInSchema = v.object({
  id: v.string(),
  accountId: v.string(),
  /** What Plex says that it calls itself. */
  product: v.string(),
  /** What Plex says of its identifier; null: nothing. */
  clientIdentifier: v.nullable(v.string()),
  /** The origin that the page went on to, as its address had it; null: none. */
  wentTo: v.nullable(v.string()),
  since: v.number(),
  /**
   * `begun`: Plex was asked nothing yet. `linking`: it is being asked. `unsure`: it may have done it, and its
   * answer was lost. `linked`: it has done it, and the device is looked for. `done`: all that can be known is.
   * `over`: only its record is left.
   */
  state: v.picklist(['begun', 'linking', 'unsure', 'linked', 'done', 'over']),
  /** Sealed, for as long as it is needed. */
  code: v.nullable(SealedSchema),
  /** Plex's page, in a tab of this session of the browser; null: there is none. */
  page: v.nullable(v.object({ tabId: v.number(), session: v.string() })),
  /** The devices of the account before, by Plex's ids; null: not known. */
  before: v.nullable(v.array(v.string())),
  /** False: Plex's answer was lost, and it may not have been approved at all. */
  isSure: v.boolean(),
  /** Null: not known. */
  device: v.nullable(DeviceSchema),
})

export type SignIn = v.InferOutput<typeof SignInSchema>

/** One that is not over. */
export type LiveSignIn = SignIn & { readonly state: Exclude<SignIn['state'], 'over'> }

export const SIGN_INS = ranked(defineCollection('sign-in', 1, SignInSchema), ({ since }) => since)

/** Why nothing could be done; what Plex says is a PlexError. */
export class SignInFailure extends Error {
  readonly reason = 'pin_gone'

  constructor() {
    super('This PIN is no longer offered')
  }
}
