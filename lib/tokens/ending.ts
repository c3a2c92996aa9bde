import { PlexError, RateLimited, Unauthorized } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import type { Token } from '../plex/token.ts'
import { VaultLocked } from '../storage/vault.ts'
import type { MadeToken } from './made-token.ts'
import { identityOf } from './owners.ts'
import { createRemoval, REFUSALS, type RemovalWorld } from './removal.ts'
import type { Shelf } from './shelf.ts'
import { unless } from './unless.ts'

export interface EndingWorld extends RemovalWorld {
  readonly shelf: Shelf
  readonly now: () => number
}

const FIRST_RETRY_MS = 15_000
const LONGEST_RETRY_MS = 30 * 60_000
const LONGEST_WAIT_MS = 24 * 3_600_000

/**
 * Ends a made token at Plex: signs it out, then removes its entry from the
 * account's devices, which ends whatever else that identifier may have got.
 * docs/PLEX-API.md §5.2
 */
export function createEnding(world: EndingWorld) {
  const { shelf, plex, identity, now } = world
  const removeDevices = createRemoval(world)

  async function signOut(record: MadeToken): Promise<MadeToken> {
    const who = await identityOf(record, identity)
    const token = (await shelf.tokenOf(record)) ?? (await claimed(record, who))
    if (!token) return record
    const isOut = await plex
      .signOut(who, token)
      .catch(unless(Unauthorized))
      .then(() => true)
      // Not this way, then. Without its device it is dead as well.
      .catch(unless(...REFUSALS))
    if (!isOut) return record
    return shelf.update(record.clientIdentifier, { token: null, pin: null, openUntil: now() })
  }

  /** The token of a PIN that was linked, or approved at Plex's page, and not fetched any more. */
  async function claimed(record: MadeToken, who: Identity): Promise<Token | null> {
    const pin = await shelf.pinOf(record)
    const answer = pin && (await plex.getPin(who, pin.id).catch(unless(...REFUSALS)))
    return answer?.token ?? null
  }

  async function end(record: MadeToken): Promise<void> {
    const wasAsked = record.token !== null || record.openUntil !== null
    if (!wasAsked) return shelf.forget(record)
    const over = await signOut(record)
    await removeDevices(over)
    // Plex may yet make a token: of a link whose answer never came, or of a PIN on its own page.
    const openUntil = over.openUntil ?? 0
    if (openUntil > now()) await postpone(over, openUntil, null)
    else await shelf.forget(over)
  }

  async function postpone(
    { clientIdentifier, ending }: MadeToken,
    nextAt: number,
    trouble: PlexError['kind'] | null,
  ): Promise<void> {
    const { since = now(), tries = 0 } = ending ?? {}
    await shelf.update(clientIdentifier, { ending: { since, tries: tries + 1, nextAt, trouble } })
  }

  async function failed(record: MadeToken, error: Error): Promise<void> {
    const trouble = error instanceof PlexError ? error.kind : null
    await postpone(record, now() + delayAfter(error, record.ending?.tries ?? 0), trouble)
  }

  return {
    /** Notes a failure with the time of the next try. */
    failed,

    /** @returns the failure, noted already; null where it went well */
    async tryToEnd(record: MadeToken): Promise<Error | null> {
      try {
        await end(record)
        return null
      } catch (error) {
        if (!(error instanceof Error) || error instanceof VaultLocked) throw error
        await failed(record, error)
        return error
      }
    },
  }
}

export type Ending = ReturnType<typeof createEnding>

function delayAfter(error: Error, tries: number): number {
  const growing = Math.min(FIRST_RETRY_MS * 2 ** tries, LONGEST_RETRY_MS)
  const asked = error instanceof RateLimited ? (error.retryAfter ?? 0) : 0
  return Math.max(growing, Math.min(asked, LONGEST_WAIT_MS))
}
