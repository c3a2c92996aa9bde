import type { PinKind } from '../plex/pins.ts'
import type { Settings } from '../settings/settings.ts'
import type { Duration, TokenKind } from '../sites/policy.ts'
import type { Form } from '../tools/forms.ts'
import type { LiveTool } from '../tools/tool.ts'
import type { Failure } from './failure.ts'
import type { ImportView } from './transfer-state.ts'
import type { Look, UiState } from './ui-state.ts'

export type * from './details-state.ts'
export type * from './failure.ts'
export type * from './sign-in-state.ts'
export type * from './transfer-state.ts'
export type * from './ui-state.ts'

/** The runtime port between our own pages and the background, before the view's name. */
export const PORT = 'foyer-ui:'

/** What our own pages may ask of the background: each command's input. Most give back only done or not. */
export interface Commands {
  'link.start': { kind: PinKind }
  'link.cancel': Record<never, never>
  'link.dismiss': Record<never, never>
  'link.reopen': Record<never, never>
  'account.check': { id: string }
  /** Also the Home users that are reached through it. */
  'account.signOut': { id: string }
  /** Everything that Foyer ever made: sites, tools, accounts. */
  'account.signOutAll': Record<never, never>
  'account.rename': { id: string; label: string }
  /** The account that the person uses from now on. */
  'account.choose': { id: string }
  /** Somebody of this account's Home becomes an account; the PIN is empty where there is none. */
  'account.addHomeUser': { id: string; userId: string; pin: string }
  /** Signs a Home user in again. */
  'account.renew': { id: string; pin: string }
  /** Asks Plex anew for a part of the details that are looked at. */
  'account.reload': { id: string; what: 'home' | 'servers' | 'devices' }
  /** By Plex's ids of them; what is ours among them ends here first. */
  'device.remove': { id: string; deviceIds: readonly string[] }
  /** The person knows of the devices that came after this site was let in. */
  'newcomers.dismiss': { origin: string }
  /** The browser is about to ask for the hosts of a server's connections. */
  'server.intend': { id: string; uris: readonly string[] }
  'server.abandon': { id: string }
  /** Tries what was intended. */
  'server.check': { id: string }
  'site.intend': { origin: string }
  'site.abandon': { origin: string }
  'site.finish': Record<never, never>
  'site.stop': { origin: string }
  /** For a site that has a grant: another account, or another time to end. */
  'site.change': { origin: string; accountId: string; duration: Duration; pin: string }
  /** Ends every site. */
  'site.stopAll': Record<never, never>
  /** Also what Plex refused before: the person chose anew. */
  'approval.allow': {
    id: string
    accountId: string
    tokenKind: TokenKind
    duration: Duration
    email: boolean
    /** Of a Home user, where it was typed. */
    pin: string
  }
  /** Plex did not make a token for us: the person approves it at Plex's own page. */
  'approval.atPlex': { id: string }
  'approval.deny': { id: string }
  'tool.make': {
    name: string
    accountId: string
    server: LiveTool['server']
    /** Of a Home user, where it was typed. */
    pin: string
  }
  'tool.copy': { id: string; form: Form }
  'tool.revoke': { id: string }
  /** Plex refused before; the PIN as above. */
  'tool.retry': { id: string; pin: string }
  /** Plex did not make a token for us: the person approves it at Plex's own page. */
  'tool.atPlex': { id: string }
  /** Somebody else's PIN, by what our page was shown of it. */
  'pin.approve': { id: string; accountId: string }
  'pin.putOff': { id: string }
  /** The person decides at Plex's own page. */
  'pin.atPlex': { id: string }
  /** Asks Plex once more who made it. */
  'pin.askAgain': { id: string }
  'signIn.revoke': { id: string }
  /** The person was asked whether we may see Plex's pages in windows without our button. */
  'plexPages.asked': Record<never, never>
  /** We may see them no longer. */
  'plexPages.stop': Record<never, never>
  /** Tries again to end at Plex what waits for it. */
  'pending.retry': Record<never, never>
  /** Lets go of a stored record that can't be used. */
  'unusable.remove': { key: string }
  'activity.clear': Record<never, never>
  'settings.change': Partial<Settings>
  /** The text of a settings file. */
  'transfer.export': Record<never, never>
  /** What the text of a settings file would change here. */
  'transfer.read': { text: string }
  /**
   * Changes it, but for sites, which wait for the browser's question.
   *
   * `origins` are those of the file's sites that the person chose, `looser` of the settings that give more.
   */
  'transfer.import': {
    text: string
    origins: readonly string[]
    looser: readonly (keyof Settings)[]
  }
  /** The browser was asked for the hosts of these. */
  'transfer.finish': { origins: readonly string[] }
  'transfer.abandon': { origins: readonly string[] }
  'lock.now': Record<never, never>
  'lock.unlock': { passphrase: string }
  /** The one there is has to be typed as well; empty where there is none. */
  'passphrase.set': { passphrase: string; former: string }
  'passphrase.remove': { former: string }
  /** Goes on without it: what it sealed is lost. */
  'passphrase.giveUp': Record<never, never>
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

/** What comes back of some. */
export interface Answers {
  /** Secret: on its way to the clipboard, and in no state. */
  'tool.copy': string
  'transfer.export': string
  'transfer.read': ImportView
}

/** How a command went. */
export interface Outcome<Answer = unknown> {
  readonly failure: Failure | null
  readonly answer?: Answer
}

/** Background to page. */
export type Push =
  /** Null where what is stored can't be read at the moment. */
  { readonly state: UiState | null } | (Outcome & { readonly done: number })
