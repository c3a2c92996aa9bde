import type { SettingsChanges } from '../settings/loosening.ts'

/** What a settings file would change here. */
export interface ImportView {
  /** Milliseconds since the epoch. */
  readonly exportedAt: number
  readonly settings: SettingsChanges
  /** Those that may not ask here yet, and whose account each used; null: it had nothing. */
  readonly sites: readonly { readonly origin: string; readonly account: string | null }[]
  /** How many of the file's sites may ask here already. */
  readonly sitesHere: number
  /** How accounts would be called, and are called. */
  readonly names: readonly { readonly name: string; readonly former: string | null }[]
  /** How many names are for accounts that are not here. */
  readonly absent: number
}
