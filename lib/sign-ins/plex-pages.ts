import * as v from 'valibot'
import { defineCollection, notes } from '../storage/collection.ts'
import { put, type Store } from '../storage/store.ts'

/** Where Plex's page is that approves a PIN. */
const PAGES = 'https://app.plex.tv'

export const ASKED = notes(defineCollection('asked', 1, v.object({ at: v.number() })))
const ID = 'plex-pages'

/** Whether we may see Plex's pages in windows that have no button of ours. */
export interface PlexPages {
  readonly isAllowed: boolean
  /** The person was asked once, and that is enough. */
  readonly isAsked: boolean
}

interface PlexPagesWorld {
  readonly store: Store
  readonly hosts: {
    has(origin: string): Promise<boolean>
    remove(origin: string): Promise<void>
  }
  readonly now: () => number
}

export function createPlexPages({ store, hosts, now }: PlexPagesWorld) {
  return {
    async get(): Promise<PlexPages> {
      const [isAllowed, asked] = await Promise.all([hosts.has(PAGES), store.read(ASKED, ID)])
      return { isAllowed, isAsked: asked !== null }
    },

    noteAsked: (): Promise<void> => store.write(put(ASKED, ID, { at: now() })),

    stop: (): Promise<void> => hosts.remove(PAGES),
  }
}
