import type { LiveSignIn } from '../sign-ins/sign-in.ts'
import type { WhyNot } from '../sign-ins/verdict.ts'

/** Somebody else's PIN, for the person to decide. */
export interface OfferView {
  readonly id: string
  /** The origin that the page goes on to; null: none. */
  readonly goesTo: string | null
  /** The person typed its code; there is no page of it. */
  readonly isTyped: boolean
  /** Null while Plex is asked. Texts are empty where Plex has none. */
  readonly verdict: (Told & Decision) | null
}

interface Told {
  readonly product: string
  readonly source: string
}

type Decision =
  | { readonly offer: 'approve'; readonly isForeign: boolean; readonly saysPlex: boolean }
  | { readonly offer: 'plex'; readonly why: WhyNot }

/** A sign-in of somebody else's that was approved here. `since` is in ms since the epoch. */
export interface SignInView
  extends Pick<LiveSignIn, 'id' | 'accountId' | 'product' | 'wentTo' | 'since' | 'isSure'> {
  readonly isUnderWay: boolean
  /** Null: not known. */
  readonly device: { readonly name: string; readonly platform: string } | null
}
