import type { Account } from '../accounts/account.ts'
import type { Answered, Entry } from '../activity/entry.ts'
import type { LinkState, Trouble, Waiting } from '../linking/state.ts'
import type { Device } from '../plex/devices.ts'
import type { PinKind } from '../plex/pins.ts'
import type { Server } from '../plex/servers.ts'
import type { Settings } from '../settings/settings.ts'
import type { Duration, Grant, Scope, TokenKind } from '../sites/policy.ts'
import type { MakingTrouble } from '../tokens/made-token.ts'
import type { PendingEnd } from '../tokens/tokens.ts'
import type { Form } from '../tools/forms.ts'
import type { LiveTool } from '../tools/tool.ts'

/** The runtime port between our own pages and the background, before the view's name. */
export const PORT = 'foyer-ui:'

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
export interface AccountView extends Readonly<Pick<Account, 'id' | 'health' | 'since'>> {
  /** Null until Plex has told us. */
  readonly name: string | null
  readonly detail: string
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

/** What has to be asked for first. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly value: T }
  | { readonly state: 'failed'; readonly trouble: Failure }

/** Somebody of the account's Plex Home. */
export interface HomeUserView {
  readonly id: string
  readonly name: string
  readonly hasPin: boolean
}

export type ServerView = Omit<Server, 'accessToken'>

export type DeviceView = Device

/** What Plex has of one account. */
export interface AccountDetails {
  readonly accountId: string
  readonly home: Loaded<readonly HomeUserView[]>
  readonly servers: Loaded<readonly ServerView[]>
  /** As far as they are looked at, and how many fit the search. */
  readonly devices: Loaded<{ readonly rows: readonly DeviceView[]; readonly total: number }>
}

/** What a new tool of an account can be made for. */
export interface NewToolView {
  readonly accountId: string
  readonly servers: Loaded<readonly ServerView[]>
}

/** What a page of ours looks at, of what can be long. */
export interface Look {
  /** The page in front of the popup. */
  readonly site?: { readonly origin: string; readonly isPrivate: boolean }
  readonly sites?: { readonly search: string; readonly limit: number }
  /** The account whose details are open, and how much of its devices; Plex is asked for them. */
  readonly account?: {
    readonly id: string
    readonly devices?: { readonly search: string; readonly limit: number }
  }
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
  readonly accounts: readonly AccountView[]
  /** Oldest first. */
  readonly tools: readonly ToolView[]
  readonly approvals: readonly ApprovalView[]
  /** What Plex is still to end. */
  readonly pending: readonly PendingView[]
  readonly settings: Settings
  /** False where a restart of the browser means signing in again. */
  readonly isLasting: boolean
  /** How many sites may ask. */
  readonly siteCount: number
  /** The site that is looked at; null where it may not ask. */
  readonly site: SiteView | null
  /** The sites that are looked at, the latest used first, and how many fit the search. */
  readonly sites: { readonly rows: readonly SiteView[]; readonly total: number }
  readonly activity: ActivityView | null
  /** What Plex has of the account that is looked at. */
  readonly details: AccountDetails | null
  /** What a new tool can be made for, while one is thought of. */
  readonly newTool: NewToolView | null
}

/**
 * What our own pages may ask of the background: each command's input. Nothing comes back but done or
 * not, and the text of `tool.copy`: a token that is on its way to the clipboard is in no state.
 */
export interface Commands {
  'link.start': { kind: PinKind }
  'link.cancel': Record<never, never>
  'link.dismiss': Record<never, never>
  'link.reopen': Record<never, never>
  'account.check': { id: string }
  'account.signOut': { id: string }
  /** Asks Plex anew for a part of the details that are looked at. */
  'account.reload': { id: string; what: 'home' | 'servers' | 'devices' }
  'site.intend': { origin: string }
  'site.abandon': { origin: string }
  'site.finish': Record<never, never>
  'site.stop': { origin: string }
  /** For a site that has a grant: another account, or another time to end. */
  'site.change': { origin: string; accountId: string; duration: Duration }
  /** Ends every site. */
  'site.stopAll': Record<never, never>
  /** Also what Plex refused before: the person chose anew. */
  'approval.allow': {
    id: string
    accountId: string
    tokenKind: TokenKind
    duration: Duration
    email: boolean
  }
  /** Plex did not make a token for us: the person approves it at Plex's own page. */
  'approval.atPlex': { id: string }
  'approval.deny': { id: string }
  'tool.make': { name: string; accountId: string; server: LiveTool['server'] }
  'tool.copy': { id: string; form: Form }
  'tool.revoke': { id: string }
  /** Plex refused before. */
  'tool.retry': { id: string }
  /** Plex did not make a token for us: the person approves it at Plex's own page. */
  'tool.atPlex': { id: string }
  /** Tries again to end at Plex what waits for it. */
  'pending.retry': Record<never, never>
  'activity.clear': Record<never, never>
  'settings.change': Partial<Settings>
}

export type CommandName = keyof Commands

/** Page to background. */
export interface Command<Name extends CommandName = CommandName> {
  readonly id: number
  readonly command: Name
  readonly input: Commands[Name]
}

/** Page to background, first of all and whenever it looks at something else. */
export interface Looking {
  readonly look: Look
}

/** Why a command failed, for the person. */
export type Failure =
  | Trouble
  | 'site_left'
  | 'no_account'
  | 'not_allowed'
  | 'tool_name'
  | 'tool_gone'
  | 'server_gone'
  | 'internal'

/** How a command went; `text` of `tool.copy` alone. */
export interface Outcome {
  readonly failure: Failure | null
  readonly text?: string
}

/** Background to page. */
export type Push =
  /** Null where what is stored can't be read at the moment. */
  { readonly state: UiState | null } | (Outcome & { readonly done: number })
