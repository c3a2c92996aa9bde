import { NotFound, PlexError, RateLimited } from '../plex/errors.ts'
import { NotStored } from '../storage/store.ts'
import { VaultLocked } from '../storage/vault.ts'
import type { MakingTrouble } from './made-token.ts'
import type { Look } from './making.ts'

/** Null: nobody waits for Plex's page any more, or Foyer was locked and goes on later. */
type Outcome = 'approved' | MakingTrouble | null

export interface PlexWatchWorld {
  readonly plexPage: {
    open(pin: { clientIdentifier: string; product: string; code: string }): Promise<void>
    close(): Promise<void>
  }
  /** Asks once for the token of a PIN that waits at Plex's page. @throws PlexError */
  readonly poll: (clientIdentifier: string) => Promise<Look>
  readonly pause: (ms: number) => Promise<void>
  readonly stayAwake: () => void
}

const POLL_EVERY_MS = 1000
const SLOW_DOWN_MS = 5000

/** Watches a PIN at Plex's own page for as long as whoever it is for waits there. */
export function createPlexWatch(world: PlexWatchWorld) {
  const { plexPage, poll, pause } = world

  async function look(clientIdentifier: string): Promise<Exclude<Look, 'waiting'> | number> {
    try {
      const seen = await poll(clientIdentifier)
      return seen === 'waiting' ? POLL_EVERY_MS : seen
    } catch (error) {
      // Anything else may be over at the next look.
      if (error instanceof NotFound || !(error instanceof PlexError)) throw error
      if (!(error instanceof RateLimited)) return POLL_EVERY_MS
      return Math.max(POLL_EVERY_MS, error.retryAfter ?? SLOW_DOWN_MS)
    }
  }

  async function watch(
    clientIdentifier: string,
    stillWaits: () => Promise<boolean>,
  ): Promise<Outcome> {
    while (await stillWaits()) {
      world.stayAwake()
      const seen = await look(clientIdentifier)
      if (typeof seen === 'string') return seen
      await pause(seen)
    }
    return null
  }

  return async (clientIdentifier: string, stillWaits: () => Promise<boolean>): Promise<Outcome> => {
    try {
      return await watch(clientIdentifier, stillWaits)
    } catch (error) {
      if (error instanceof VaultLocked) return null
      if (error instanceof NotStored) return 'not_stored'
      return error instanceof PlexError ? error.kind : 'internal'
    } finally {
      // A tab that can't be closed takes nothing from the person's answer.
      await plexPage.close().catch(() => {})
    }
  }
}
