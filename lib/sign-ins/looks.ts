import { PlexError } from '../plex/errors.ts'
import type { PinAddress } from '../plex/pin-address.ts'
import type { PinInfo } from '../plex/pins-info.ts'
import { judge, type Verdict } from './verdict.ts'

/** What is known of a PIN. */
export interface Look {
  /** By which our own pages know it: a code of Plex's is not theirs to hold. */
  readonly id: string
  /** Null until Plex has answered for the first time. */
  readonly verdict: Verdict | null
}

interface Entry extends Look {
  verdict: Verdict | null
  readonly at: number
  asked: Promise<void> | null
}

/** As long as a PIN lives. docs/PLEX-API.md §1.4 */
const KEPT_MS = 1_800_000

/**
 * Asks Plex once for each PIN who made it, and remembers the answer.
 *
 * @param ask @throws PlexError
 * @param changed something else is known now
 */
export function createLooks(
  ask: (address: PinAddress) => Promise<PinInfo>,
  now: () => number,
  changed: () => void,
) {
  const known = new Map<string, Entry>()
  // Where it goes on is part of what the person decides on: with another place it is another offer.
  const keyOf = ({ code, clientIdentifier, forwardUrl, isForwardOdd }: PinAddress) =>
    JSON.stringify([code, clientIdentifier, forwardUrl, isForwardOdd])

  async function look(entry: Entry, address: PinAddress): Promise<void> {
    try {
      entry.verdict = judge(await ask(address), null, address)
    } catch (error) {
      entry.verdict = judge(null, error instanceof PlexError ? error.kind : null, address)
    }
    entry.asked = null
    changed()
  }

  function start(entry: Entry, address: PinAddress): Promise<void> {
    entry.asked ??= look(entry, address)
    return entry.asked
  }

  return {
    /** What is known by now; what was never asked is asked. */
    at(address: PinAddress): Look {
      for (const [key, { at }] of known) if (now() - at > KEPT_MS) known.delete(key)
      const entry = known.get(keyOf(address))
      if (entry) return entry
      const fresh: Entry = { id: crypto.randomUUID(), verdict: null, at: now(), asked: null }
      known.set(keyOf(address), fresh)
      void start(fresh, address)
      return fresh
    },

    /** Asks once more: the person wants to know. */
    async again(address: PinAddress): Promise<void> {
      const entry = known.get(keyOf(address))
      if (entry) await start(entry, address)
    },
  }
}
