import type { ActivityStore } from '../activity/store.ts'
import type { PlexClient } from '../plex/client.ts'
import type { PlexTabs } from '../sign-ins/tabs.ts'
import type { KeyPlace } from '../storage/key-place.ts'
import type { Sealing } from '../storage/sealing.ts'
import type { Area } from '../storage/store.ts'
import type { BadgeNews } from '../toolbar/badge.ts'

/**
 * What the background stands on, all of it from outside: the browser, plex.tv
 * and the clock. Times are in milliseconds, moments since the epoch.
 */
export interface Ground {
  readonly ownId: string
  /** The address of our own pages, with the slash at its end. */
  readonly ownOrigin: string
  readonly self: { readonly version: string; readonly userAgent: string }
  readonly now: () => number
  /** Runs `callback` once, later; gives a function that calls it off. */
  readonly after: (delay: number, callback: () => void) => () => void
  readonly pause: (delay: number) => Promise<void>
  readonly local: Area
  /** Emptied when the browser closes. */
  readonly session: Area
  /** Where the key lies of whoever has no passphrase. */
  readonly keyPlace: KeyPlace
  readonly sealing: Sealing
  readonly activityStore: ActivityStore
  readonly plex: PlexClient
  /** For what is not plex.tv: the person's own servers, which never get a token by it. */
  readonly fetch: typeof fetch
  readonly alarms: Alarms
  readonly tabs: Tabs
  /** Plex's page, opened to sign in. */
  readonly signInTab: PlexTab
  /** Plex's page, opened to approve a token. */
  readonly tokenTab: Pick<PlexTab, 'open' | 'close'>
  /** Plex's page, opened by sites and by the person. */
  readonly plexTabs: PlexTabs
  readonly hosts: Hosts
  readonly bridges: Bridges
  readonly surface: Surface
  readonly showBadge: (news: BadgeNews) => Promise<void>
  /** Counts as work: the browser stops a background that only fetches and waits. */
  readonly stayAwake: () => void
  /** Hears of a fault that nobody waits for. */
  readonly complain: (error: Error) => void
}

/** What has the browser wake us; null: there is nothing to wake us for. */
interface Alarms {
  link(isArmed: boolean): void
  approvals(at: number): void
  expiry(isPrivate: boolean, at: number | null): void
  endings(at: number | null): void
  health(at: number | null): void
  lock(at: number | null): void
}

interface Tabs {
  /** The address that a tab shows now, where the browser lets us see it. */
  addressOf(tabId: number): Promise<string | undefined>
  /** Whether the person has this tab before them: in front, in the window they use. */
  isInFront(tabId: number): Promise<boolean>
  hasPrivateWindow(): Promise<boolean>
}

/** A tab in which we open Plex's own page. */
interface PlexTab {
  open(url: string): Promise<void>
  close(): Promise<void>
  isInFront(): Promise<boolean>
}

/** The browser's permission for the host of an origin. */
interface Hosts {
  has(origin: string): Promise<boolean>
  remove(origin: string): Promise<void>
}

interface Bridges {
  /** For pages to come; those of all other origins are unregistered. */
  register(origins: readonly string[]): Promise<void>
  /** Into pages that are open. */
  inject(origins: readonly string[], withPrivate: boolean): Promise<void>
  /** Has those that lost their port ask again. */
  wake(origins: readonly string[]): Promise<void>
}

/** Where an approval is shown. */
interface Surface {
  open(tabId: number): Promise<void>
  close(): Promise<void>
}
