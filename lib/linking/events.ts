import type { Pin, PinKind } from '../plex/pins.ts'
import type { Token } from '../plex/token.ts'
import type { Occasion } from './pace.ts'
import type { LinkState, Trouble } from './state.ts'

/** `at` is in milliseconds since the epoch, by our own clock. */
export type LinkEvent = { readonly at: number } & (
  | { readonly type: 'start'; readonly kind: PinKind }
  | { readonly type: 'created'; readonly kind: PinKind; readonly pin: Pin }
  | {
      readonly type: 'not_created'
      readonly kind: PinKind
      readonly trouble: Trouble
      readonly retryAfter: number | null
    }
  | { readonly type: 'look'; readonly occasion: Occasion; readonly watched: boolean }
  | { readonly type: 'looked'; readonly pinId: string; readonly token: Token | null }
  | {
      readonly type: 'look_failed'
      readonly pinId: string
      readonly trouble: Trouble
      readonly retryAfter: number | null
    }
  | { readonly type: 'plex_tab_opened'; readonly pinId: string }
  | { readonly type: 'plex_tab_closed' }
  /** The person wants Plex's page, again or at all. */
  | { readonly type: 'reopen' }
  | { readonly type: 'online' }
  | { readonly type: 'cancel' }
  | { readonly type: 'dismiss' }
  /** Nothing can be sealed or opened from now on. */
  | { readonly type: 'lock' }
)

/** What is to be done once the new state is on disk. */
export type LinkEffect =
  | { readonly type: 'create'; readonly kind: PinKind }
  | { readonly type: 'open_plex' }
  | { readonly type: 'poll' }
  | { readonly type: 'leave_plex' }
  /** A token that nobody waits for any more is ended at Plex. */
  | { readonly type: 'discard'; readonly token: Token }

export interface LinkStep {
  readonly state: LinkState
  readonly effects: readonly LinkEffect[]
  /** A token to be stored in the same write as the state. */
  readonly token?: Token
}

/** A state that nothing follows from. */
export function stay(state: LinkState): LinkStep {
  return { state, effects: [] }
}
