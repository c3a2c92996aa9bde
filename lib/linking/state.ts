import * as v from 'valibot'
import { PLEX_ERROR_KINDS, type PlexErrorKind } from '../plex/errors.ts'
import type { PinKind } from '../plex/pins.ts'

/** Why a link ended without an account, or why it stalls. */
export type Trouble = PlexErrorKind | 'key_lost'

/** Until when a PIN may be asked for at full speed, and what came of the last poll. Milliseconds since the epoch. */
export interface Waiting {
  readonly phase: 'waiting'
  readonly kind: PinKind
  readonly pin: { readonly id: string; readonly code: string }
  readonly createdAt: number
  readonly expiresAt: number
  /** Plex's page has been opened for this PIN. */
  readonly plexOpened: boolean
  readonly lastPollAt: number
  readonly lastAnswerAt: number
  /** No poll before this, whoever asks: Plex said so, or the last polls failed. */
  readonly notBefore: number
  readonly failures: number
  readonly trouble: Trouble | null
  /** Plex's tab was closed: how many looks are left before that counts as "cancelled". */
  readonly looksLeft: number | null
}

/** A person's way into an account. `idle → creating → waiting → linked | expired | cancelled | failed` */
export type LinkState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'creating'; readonly kind: PinKind; readonly startedAt: number }
  | Waiting
  /** Since `at` (ms since the epoch), and the person may not have seen it yet. */
  | { readonly phase: 'linked'; readonly at: number }
  | { readonly phase: 'expired'; readonly kind: PinKind; readonly early: boolean }
  /** By the person; or Foyer was locked, and could not go on. */
  | { readonly phase: 'cancelled'; readonly kind: PinKind; readonly byLock?: true | undefined }
  | {
      readonly phase: 'failed'
      readonly kind: PinKind
      readonly trouble: Trouble
      /** When Plex wants to be asked again; in the past where it didn't say. */
      readonly retryAt: number
    }

export const IDLE: LinkState = { phase: 'idle' }

/** A PIN is being made, or waits. */
export function isUnderWay(
  state: LinkState,
): state is Extract<LinkState, { phase: 'creating' | 'waiting' }> {
  return state.phase === 'creating' || state.phase === 'waiting'
}

const Kind = v.picklist(['strong', 'short'])
const AnyTrouble = v.picklist([...PLEX_ERROR_KINDS, 'key_lost'])

/** The state as it is stored: the PIN's id and code are sealed, since they fetch the token. */
export function storedLinkSchema<Pin extends v.GenericSchema>(pin: Pin) {
  return v.variant('phase', [
    v.object({ phase: v.literal('idle') }),
    v.object({ phase: v.literal('creating'), kind: Kind, startedAt: v.number() }),
    v.object({
      phase: v.literal('waiting'),
      kind: Kind,
      pin,
      createdAt: v.number(),
      expiresAt: v.number(),
      plexOpened: v.boolean(),
      lastPollAt: v.number(),
      lastAnswerAt: v.number(),
      notBefore: v.number(),
      failures: v.number(),
      trouble: v.nullable(AnyTrouble),
      looksLeft: v.nullable(v.number()),
    }),
    v.object({ phase: v.literal('linked'), at: v.number() }),
    v.object({ phase: v.literal('expired'), kind: Kind, early: v.boolean() }),
    v.object({
      phase: v.literal('cancelled'),
      kind: Kind,
      byLock: v.optional(v.literal(true)),
    }),
    v.object({ phase: v.literal('failed'), kind: Kind, trouble: AnyTrouble, retryAt: v.number() }),
  ])
}
