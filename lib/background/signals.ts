/** What the parts tell each other; `parts.ts` gives each its listener. */
export interface Signals {
  /** How things stand changed for the pages of this origin, or of all. */
  pages(origin?: string): void
  accounts(): void
  /** Locked, or unlocked. */
  lock(isLocked: boolean): void
  /** It is time to lock. */
  idle(): void
  approvals(): void
  /** The token that a site has is another one. */
  rotated(site: { readonly origin: string; readonly isPrivate: boolean }): void
  /** What waits at Plex's pages, or became of it, is another now. */
  signIns(): void
  /** Something waits to be ended at Plex. */
  endings(): void
}
