/** What the parts tell each other; `parts.ts` gives each its listener. */
export interface Signals {
  /** How things stand changed for the pages of this origin, or of all. */
  pages(origin?: string): void
  accounts(): void
  approvals(): void
  /** Something waits to be ended at Plex. */
  endings(): void
}
