import * as v from 'valibot'
import type { Identity } from './identity.ts'
import { Flag, Id, readAnswer, Text } from './parsing.ts'
import type { Send } from './request.ts'

/** What Plex tells of a PIN that somebody else made. What it leaves out is empty, or null. */
export interface PinInfo {
  /** What whoever made it calls itself. Anybody can call itself anything. */
  readonly product: string
  readonly clientIdentifier: string | null
  /** From where it was made: `203.0.113.20 (City, Region, Country)`. */
  readonly source: string
  /** Whether it was made from the address that we ask from; null: Plex does not say. */
  readonly ipMatches: boolean | null
  /** Whether Plex takes the page that made it for one of its own; null: Plex does not say. */
  readonly isSafeOrigin: boolean | null
}

// `trusted` is not read: a device of Plex's own, in a stranger's hands, is trusted as well.
const Answer = v.object({
  product: Text,
  clientIdentifier: v.fallback(v.nullable(Id), null),
  source: Text,
  ipMatches: v.nullish(Flag, null),
  isSafeOrigin: v.nullish(Flag, null),
})

const INFO = 'https://clients.plex.tv/api/v2/pins/info'

/**
 * Asks who made a PIN, as Plex's own page does. docs/PLEX-API.md §3.1
 *
 * @param identity of whom the PIN is said to be, as the page has it; our own where nobody says
 * @throws NotFound where the PIN has expired or is unknown
 */
export async function getPinInfo(send: Send, identity: Identity, code: string): Promise<PinInfo> {
  return readAnswer(Answer, await send({ method: 'GET', url: INFO, identity, query: { code } }))
}
