import * as v from 'valibot'
import type { Identity } from './identity.ts'
import { Id, readAnswer, Text } from './parsing.ts'
import type { Send } from './request.ts'
import { Token } from './token.ts'

/** `strong`: 25 characters, approved at app.plex.tv/auth. `short`: 4 characters, typed at plex.tv/link. */
export type PinKind = 'strong' | 'short'

export interface Pin {
  readonly id: string
  readonly code: string
  /** Milliseconds since the epoch, by our own clock. */
  readonly expiresAt: number
  /** Null until the person has approved the PIN. */
  readonly token: Token | null
}

// docs/PLEX-API.md §1.4
const LIFETIME_MS: Record<PinKind, number> = { strong: 1_800_000, short: 900_000 }

const Answer = v.object({
  id: Id,
  code: v.pipe(v.string(), v.nonEmpty()),
  expiresIn: v.fallback(v.nullable(v.number()), null),
  createdAt: Text,
  expiresAt: Text,
  authToken: v.fallback(v.nullable(v.string()), null),
})

const PINS = 'https://clients.plex.tv/api/v2/pins'

/**
 * Makes a PIN (the SDKs' `getPin`). docs/PLEX-API.md §1
 *
 * @throws PlexError of each kind but `unauthorized`
 */
export async function createPin(
  send: Send,
  now: () => number,
  identity: Identity,
  kind: PinKind,
): Promise<Pin> {
  const query = { strong: String(kind === 'strong') }
  const text = await send({ method: 'POST', url: PINS, identity, query })
  return toPin(readAnswer(Answer, text), kind, now())
}

/**
 * Asks for a PIN by its id (the SDKs' `getTokenByPinId`), with the identity
 * that made it. docs/PLEX-API.md §2
 *
 * @throws NotFound where the PIN has expired, is unknown or belongs to another identifier
 */
export async function getPin(
  send: Send,
  now: () => number,
  identity: Identity,
  id: string,
): Promise<Pin> {
  const text = await send({ method: 'GET', url: `${PINS}/${encodeURIComponent(id)}`, identity })
  const answer = readAnswer(Answer, text)
  return toPin(answer, answer.code.length > 4 ? 'strong' : 'short', now())
}

function toPin(answer: v.InferOutput<typeof Answer>, kind: PinKind, now: number): Pin {
  return {
    id: answer.id,
    code: answer.code,
    expiresAt: now + timeLeft(answer, kind),
    token: answer.authToken ? new Token(answer.authToken) : null,
  }
}

/** What is left of the PIN, in ms. plex.tv's dates are compared with each other only: our clock may be wrong. */
function timeLeft(answer: v.InferOutput<typeof Answer>, kind: PinKind): number {
  if (answer.expiresIn !== null) return answer.expiresIn * 1000
  const lifetime = Date.parse(answer.expiresAt) - Date.parse(answer.createdAt)
  return lifetime > 0 ? lifetime : LIFETIME_MS[kind]
}
