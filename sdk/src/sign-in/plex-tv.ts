import type { AccountInfo } from '../../../lib/page-api/protocol.ts'
import { passing } from '../error.ts'
import { type Identity, identityHeaders } from './identity.ts'
import { type Look, TOO_MANY } from './pace.ts'

export interface Pin {
  readonly id: string
  readonly code: string
  /** In ms. */
  readonly timeLeft: number
}

interface Answer {
  /** 0 where none could be read. */
  readonly status: number
  readonly retryAfter?: number | null
  readonly body?: Record<string, unknown> | undefined
}

const PINS = 'https://clients.plex.tv/api/v2/pins'
const USER = 'https://plex.tv/api/v2/user'
/** docs/PLEX-API.md §1.4 */
const LIFETIME_S = 1_800
const TIMEOUT_MS = 10_000

/** @throws FoyerError, or the signal's reason */
export async function createPin(identity: Identity, signal: AbortSignal): Promise<Pin> {
  const { status, body } = await ask(`${PINS}?strong=true`, identity, signal, { method: 'POST' })
  const { id, code, expiresIn } = body ?? {}
  if (id && code) {
    return {
      id: String(id),
      code: String(code),
      timeLeft: (Number(expiresIn) || LIFETIME_S) * 1000,
    }
  }
  if (status === TOO_MANY) throw tooMany()
  throw navigator.onLine
    ? passing('plex_unavailable', 'plex.tv has trouble right now.')
    : passing('offline', 'There is no way to plex.tv right now.')
}

/** @throws the signal's reason */
export async function lookAt(id: string, identity: Identity, signal: AbortSignal): Promise<Look> {
  const { body, ...answer } = await ask(`${PINS}/${id}`, identity, signal)
  const token = body?.authToken
  return { ...answer, token: typeof token === 'string' ? token : null }
}

export const tooMany = () =>
  passing('rate_limited', 'plex.tv asks to be left alone for a while.', -32005)

/** Whose token it is; null where plex.tv doesn't say. @throws the signal's reason */
export async function getUser(
  identity: Identity,
  token: string,
  signal: AbortSignal,
): Promise<AccountInfo | null> {
  const { body } = await ask(USER, identity, signal, { headers: { 'X-Plex-Token': token } })
  if (!body?.id) return null
  const text = (member: string) => String(body[member] ?? '')
  const email = text('email')
  return {
    id: text('id'),
    uuid: text('uuid'),
    username: text('username'),
    title: text('title'),
    thumb: text('thumb'),
    ...(email ? { email } : {}),
  }
}

async function ask(
  url: string,
  identity: Identity,
  signal: AbortSignal,
  { headers, ...init }: RequestInit = {},
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      ...init,
      headers: { Accept: 'application/json', ...identityHeaders(identity), ...headers },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    const { status } = response
    // An error page may be anything; only its status is of interest.
    if (!response.ok) return { status, retryAfter: delayIn(response.headers.get('Retry-After')) }
    return { status, body: JSON.parse(await response.text(), keepIds) }
  } catch {
    signal.throwIfAborted()
    return { status: 0 }
  }
}

/** An id may have more digits than a number holds, and newer browsers give them here. */
function keepIds(key: string, value: unknown, context?: { source?: string }): unknown {
  return key === 'id' && typeof value === 'number' ? (context?.source ?? value) : value
}

/** `Retry-After` in ms: it gives seconds or a date (RFC 9110 §10.2.3). */
function delayIn(header: string | null): number | null {
  if (!header) return null
  const delay = Number(header) * 1000 || Date.parse(header) - Date.now()
  return delay >= 0 ? delay : null
}
