import type { Trouble } from '../linking/state.ts'
import type { PinKind } from '../plex/pins.ts'
import type { Scope } from '../sites/policy.ts'

/** The runtime port between our own pages and the background, before the view's name. */
export const PORT = 'foyer-ui:'

/** The link, as far as a person sees it. Times are ms since the epoch. */
export type LinkView =
  | { readonly phase: 'idle' | 'linked' }
  | { readonly phase: 'creating'; readonly kind: PinKind }
  | {
      readonly phase: 'waiting'
      readonly kind: PinKind
      /** Only of a short PIN: that of a strong one is of no use to a person. */
      readonly code: string | null
      /** Where that code is typed, with it filled in. */
      readonly address: string | null
      readonly createdAt: number
      readonly expiresAt: number
      readonly trouble: Trouble | null
    }
  | { readonly phase: 'expired'; readonly kind: PinKind; readonly early: boolean }
  | { readonly phase: 'cancelled'; readonly kind: PinKind }
  | {
      readonly phase: 'failed'
      readonly kind: PinKind
      readonly trouble: Trouble
      readonly retryAt: number
    }

export interface AccountView {
  readonly id: string
  /** Null until Plex has told us. */
  readonly name: string | null
  readonly detail: string
  readonly health: 'ok' | 'signed_out' | 'key_lost'
  readonly since: number
}

export interface SiteView {
  readonly origin: string
  readonly since: number
  /** Null: it may ask, and has nothing. */
  readonly grant: { readonly accountId: string; readonly scopes: readonly Scope[] } | null
}

export interface ApprovalView {
  readonly id: string
  readonly origin: string
  readonly scopes: readonly Scope[]
  readonly reason: string
}

/** Everything that our own pages show. */
export interface UiState {
  readonly link: LinkView
  readonly accounts: readonly AccountView[]
  readonly sites: readonly SiteView[]
  readonly approvals: readonly ApprovalView[]
  /** False where a restart of the browser means signing in again. */
  readonly isLasting: boolean
}

/** What our own pages may ask of the background: each command's input. Nothing comes back but done or not. */
export interface Commands {
  'link.start': { kind: PinKind }
  'link.cancel': Record<never, never>
  'link.dismiss': Record<never, never>
  'link.reopen': Record<never, never>
  'account.check': { id: string }
  'account.signOut': { id: string }
  'site.intend': { origin: string; tabId: number }
  'site.finish': Record<never, never>
  'site.stop': { origin: string }
  'approval.allow': { id: string; accountId: string }
  'approval.deny': { id: string }
}

export type CommandName = keyof Commands

/** Page to background. */
export interface Command<Name extends CommandName = CommandName> {
  readonly id: number
  readonly command: Name
  readonly input: Commands[Name]
}

/** Why a command failed, for the person. */
export type Failure = Trouble | 'site_left' | 'no_account' | 'internal'

/** Background to page. */
export type Push =
  /** Null where what is stored can't be read at the moment. */
  { readonly state: UiState | null } | { readonly done: number; readonly failure: Failure | null }
