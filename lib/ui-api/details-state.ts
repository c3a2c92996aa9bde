import type { KnownDevice } from '../devices/whose.ts'
import type { Connection, Server } from '../plex/servers.ts'
import type { Check } from '../servers/checks.ts'
import type { Failure } from './failure.ts'

/** What has to be asked for first. */
export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly value: T }
  | { readonly state: 'failed'; readonly trouble: Failure }

/** Somebody of the account's Plex Home. */
export interface HomeUserView {
  readonly id: string
  /** Empty where Plex has none. */
  readonly name: string
  readonly hasPin: boolean
  /** Without a sign-in of their own. */
  readonly isManaged: boolean
}

export type ServerView = Omit<Server, 'accessToken'>

/** A connection, and what came of checking it; null: it was not checked. */
export type ConnectionView = Connection & { readonly check: Check | null }

export type CheckedServerView = Omit<ServerView, 'connections'> & {
  readonly connections: readonly ConnectionView[]
}

export type DeviceView = Omit<KnownDevice, 'clientIdentifier' | 'createdAt'>

/** What Plex has of one account. */
export interface AccountDetails {
  readonly accountId: string
  readonly home: Loaded<readonly HomeUserView[]>
  readonly servers: Loaded<readonly CheckedServerView[]>
  /** As far as they are looked at, how many fit the search, and how many there are. */
  readonly devices: Loaded<{
    readonly rows: readonly DeviceView[]
    readonly total: number
    readonly count: number
  }>
}

/** What a new tool of an account can be made for. */
export interface NewToolView {
  readonly accountId: string
  readonly servers: Loaded<readonly ServerView[]>
}
