import type { Entry, Tally } from './entry.ts'

/** Where the log is kept: no more than the newest `KEPT` entries. */
export interface ActivityStore {
  /**
   * Each tally joins the latest entry like it, where the two are one, or becomes an entry.
   * All of them or, if it fails, none.
   *
   * @returns for each tally the entry that it is in now
   */
  add(tallies: readonly Tally[]): Promise<Entry[]>
  /** All entries that can be read, oldest first. */
  all(): Promise<Entry[]>
  clear(): Promise<void>
  /** False where a restart of the background forgets the log. */
  isLasting(): Promise<boolean>
}
