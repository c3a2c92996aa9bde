/** A tab whose address the browser lets us see. */
export interface SeenTab {
  readonly tabId: number
  readonly url: string
  readonly isPrivate: boolean
}

/** The tabs with Plex's pages. Nothing of ours runs in them: their address is read, and no more. */
export interface PlexTabs {
  /** Those at plex.tv, and at app.plex.tv where the person lets us see those. */
  list(): Promise<SeenTab[]>
  /** Any tab, where we may see it: also one that the person has just clicked our button over. */
  get(tabId: number): Promise<SeenTab | null>
  go(tabId: number, url: string): Promise<void>
  /** Closes it, if somebody opened it as a page of their own sign-in; one that was there before stays. */
  closeIfOpened(tabId: number): Promise<void>
  /** Brings it to the front. */
  show(tabId: number): Promise<void>
  open(url: string): Promise<void>
}
