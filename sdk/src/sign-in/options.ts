import type { AccountInfo, Scope } from '../../../lib/page-api/protocol.ts'
import { FoyerError } from '../error.ts'

export interface SignInOptions {
  /** The name of your app, as the person reads it at Plex. */
  readonly product: string
  /**
   * Who asks, for Plex, where Foyer is not here. Without it one is made and kept in this browser,
   * for this origin and product.
   */
  readonly clientIdentifier?: string | undefined
  /** What to ask for. Default `account` and `token`; `token` must be among them. */
  readonly scopes?: readonly Scope[] | undefined
  /** Foyer shows it to the person as your words; 120 characters at most. */
  readonly reason?: string | undefined
  /**
   * A page of yours where Plex's window goes once the person has approved, as a link would name it.
   * It can close itself.
   */
  readonly forwardUrl?: string | undefined
  /** `plex` leaves Foyer aside, e.g. for an account that Foyer doesn't have. */
  readonly via?: 'plex' | undefined
  /** Ends the sign-in, which then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Hears who is waited for, so that your page can say so. */
  readonly onStep?: ((step: SignInStep) => void) | undefined
}

export type SignInStep =
  /** Foyer asks the person. */
  | { readonly via: 'foyer' }
  /** Plex asks the person, in a window of its own. */
  | {
      readonly via: 'plex'
      /** Plex's page: show it as a link, at the latest where `isBlocked`. */
      readonly url: string
      /** The browser let no window open. */
      readonly isBlocked: boolean
      /** Until when the person may approve, in ms since the epoch. */
      readonly expiresAt: number
    }

export interface SignedIn {
  readonly via: 'foyer' | 'plex'
  /** For the header `X-Plex-Token`. */
  readonly token: string
  /** For `X-Plex-Client-Identifier`, wherever the token is used. */
  readonly clientIdentifier: string
  /** For `X-Plex-Product`. */
  readonly product: string
  /** With the scope `account`; left out where plex.tv did not say. */
  readonly user?: AccountInfo
}

/** What a sign-in works with, once its options have been looked at. */
export interface Task extends SignInOptions {
  readonly scopes: readonly Scope[]
  readonly signal: AbortSignal
}

/** @throws FoyerError `invalid_params` */
export function toTask(options: SignInOptions, signal: AbortSignal): Task {
  const { scopes = ['account', 'token'], product } = options
  if (!product || !scopes.includes('token')) {
    throw new FoyerError({
      code: -32602,
      message: 'Signing in needs a product and the scope "token".',
      data: { reason: 'invalid_params', retryable: false },
    })
  }
  return { ...options, scopes, signal }
}
