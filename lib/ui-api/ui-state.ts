import type { Account } from '../accounts/account.ts'
import type { Answered, Entry } from '../activity/entry.ts'
import type { Newcomers } from '../devices/newcomers.ts'
import type { LinkState, Waiting } from '../linking/state.ts'
import type { Settings } from '../settings/settings.ts'
import type { PlexPages } from '../sign-ins/plex-pages.ts'
import type { Duration, Grant, Scope, TokenKind } from '../sites/policy.ts'
import type { MakingTrouble } from '../tokens/made-token.ts'
import type { PendingEnd } from '../tokens/tokens.ts'
import type { LiveTool } from '../tools/tool.ts'
import type { AccountDetails, NewToolView } from './details-state.ts'
import type { OfferView, SignInView } from './sign-in-state.ts'
import type { UnusableView } from './unusable-view.ts'

/** The link, as far as a person sees it. Times are ms since the epoch. */
export type LinkView =
  | Exclude<LinkState, Waiting>
  | (Pick<Waiting, 'phase' | 'kind' | 'createdAt' | 'expiresAt' | 'trouble'> & {
      /** Only of a short PIN: that of a strong one is of no use to a person. */
      readonly code: string | null
      /** Where that code is typed, with it filled in. */
      readonly address: string | null
    })

/** An account without its token. `since` is in ms since the epoch. */
export interface AccountView extends Readonly<Pick<Account, 'id' | 'label' | 'health' | 'since'>> {
  /** The person's own, else Plex's; null until Plex has told us. */
  readonly name: string | null
  readonly detail: string
  /** What tells it from others of its name; empty where none has it. */
  readonly twin: string
  /** plex.tv's id of whose account it is; null until it is known. */
  readonly userId: string | null
  /** A Plex Home user, reached through this account; null: signed in by itself. */
  readonly home: { readonly adminId: string; readonly hasPin: boolean } | null
  /** Only the Home user's PIN helps. */
  readonly needsPin: boolean
  /** When it was signed in again; null: never. */
  readonly renewedAt: number | null
}

/** What a site has, and when it last used it. Times are ms since the epoch. */
export interface GrantView
  extends Pick<
    Grant,
    'accountId' | 'scopes' | 'email' | 'tokenKind' | 'duration' | 'expiresAt' | 'since'
  > {
  readonly lastUsedAt: number | null
}

export interface SiteView {
  readonly origin: string
  readonly since: number
  /** Null: it may ask, and has nothing. */
  readonly grant: GrantView | null
}

export interface ApprovalView {
  readonly id: string
  readonly origin: string
  /** What the site will have, what it has already included. */
  readonly scopes: readonly Scope[]
  readonly reason: string
  readonly isPrivate: boolean
  /** The account of what the site has already; null: it has nothing. */
  readonly accountId: string | null
  /** The kinds of token that may be chosen; none where no scope needs one. */
  readonly tokenKinds: readonly TokenKind[]
  /** How far it is with what the person allowed; null: they have not decided. */
  readonly work: {
    readonly state: 'asking' | 'at_plex' | 'refused'
    readonly accountId: string
    readonly tokenKind: TokenKind
    readonly duration: Duration
    readonly email: boolean
    readonly trouble: MakingTrouble | null
  } | null
}

/** A tool with a token of its own. Times are ms since the epoch. */
export interface ToolView
  extends Pick<LiveTool, 'id' | 'name' | 'accountId' | 'since' | 'state' | 'trouble'> {
  /** What its server is called; null where it has none. */
  readonly server: string | null
  /** What was copied is dead by now. */
  readonly isToCopyAgain: boolean
}

/** What Plex has not ended yet. */
export type PendingView = Omit<PendingEnd, 'clientIdentifier'> & { readonly id: string }

export interface ActivityView {
  /** Newest first. */
  readonly entries: readonly Entry[]
  /** Of those that fit the filter. */
  readonly total: number
  /** False where it goes with the browser. */
  readonly isLasting: boolean
}

/** What a page of ours looks at, of what can be long. */
export interface Look {
  /** The page in front of the popup. */
  readonly site?: { readonly origin: string; readonly isPrivate: boolean }
  readonly sites?: { readonly search: string; readonly limit: number }
  /** Other people's PINs: at which page before the person, and the short code that they typed. */
  readonly offers?: { readonly tabId: number | null; readonly code: string | null }
  /** The account whose details are open, and how much of its devices; Plex is asked for them. */
  readonly account?: {
    readonly id: string
    readonly devices?: { readonly search: string; readonly limit: number }
  } | null
  /** Of which account a new tool is to be; Plex is asked for its servers. */
  readonly newTool?: { readonly accountId: string } | null
  readonly activity?: {
    readonly search: string
    readonly answered: Answered | null
    readonly limit: number
  }
}

/** Everything that our own pages show. */
export interface UiState {
  readonly link: LinkView
  /** Oldest first. */
  readonly accounts: readonly AccountView[]
  /** The one that the person uses; null where there is none. */
  readonly currentAccountId: string | null
  /** When Plex may be asked for a Home user again (ms since the epoch); null: now. */
  readonly homeRetryAt: number | null
  /** Oldest first. */
  readonly tools: readonly ToolView[]
  /** Oldest first. */
  readonly signIns: readonly SignInView[]
  readonly plexPages: PlexPages
  readonly approvals: readonly ApprovalView[]
  /** What Plex is still to end. */
  readonly pending: readonly PendingView[]
  /** What got into accounts since sites were let in that are revoked by now. */
  readonly newcomers: readonly Newcomers[]
  readonly settings: Settings
  /** Whether there is a passphrase, and it has to be typed before anything else. */
  readonly lock: { readonly isSet: boolean; readonly isLocked: boolean }
  /** False where a restart of the browser means signing in again. */
  readonly isLasting: boolean
  /** What is stored and can't be used. */
  readonly unusable: readonly UnusableView[]
  /** How many sites may ask. */
  readonly siteCount: number
  /** The site that is looked at; null where it may not ask. */
  readonly site: SiteView | null
  /** The sites that are looked at, the latest used first, and how many fit the search. */
  readonly sites: { readonly rows: readonly SiteView[]; readonly total: number }
  /** Other people's PINs, where they are looked for: what was typed, then the page before the person. */
  readonly offers: readonly OfferView[]
  readonly activity: ActivityView | null
  /** What Plex has of the account that is looked at. */
  readonly details: AccountDetails | null
  /** What a new tool can be made for, while one is thought of. */
  readonly newTool: NewToolView | null
}
