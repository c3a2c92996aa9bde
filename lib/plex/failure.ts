import * as v from 'valibot'
import {
  BadRequest,
  Forbidden,
  NotFound,
  type PlexError,
  RateLimited,
  ServerTrouble,
  Unauthorized,
} from './errors.ts'
import { parseJson } from './json.ts'

const Envelope = v.object({
  errors: v.pipe(
    v.array(v.object({ code: v.fallback(v.optional(v.number()), undefined) })),
    v.minLength(1),
  ),
})

export interface FailedAnswer {
  readonly status: number
  readonly text: string
  readonly retryAfter: string | null
}

/**
 * The error that an answer outside 2xx stands for. The HTTP status decides; the
 * body's own `status` member is never read, since the 404 of a PIN has none.
 *
 * Source: docs/PLEX-API.md §2.2, §5.6
 *
 * @param now milliseconds since the epoch, for a `Retry-After` that names a date
 */
export function failureOf({ status, text, retryAfter }: FailedAnswer, now: number): PlexError {
  const code = codeIn(text)
  const failure = { status, ...(code === undefined ? {} : { code }) }
  if (status === 401 || status === 498 || (status === 422 && /invalid token/i.test(text))) {
    return new Unauthorized('plex.tv does not accept this token', failure)
  }
  if (status === 403) return new Forbidden('plex.tv refuses this for this account', failure)
  if (status === 404 || status === 410)
    return new NotFound('plex.tv does not know it, or no longer', failure)
  if (status === 429) {
    return new RateLimited('plex.tv asks us to slow down', failure, retryDelay(retryAfter, now))
  }
  if (status >= 400 && status < 500)
    return new BadRequest('plex.tv did not understand the request', failure)
  return new ServerTrouble('plex.tv has trouble', failure)
}

/** `Retry-After` in milliseconds: it gives seconds or a date (RFC 9110 §10.2.3). */
function retryDelay(header: string | null, now: number): number | null {
  if (!header) return null
  const seconds = Number(header)
  const delay = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now
  return Number.isNaN(delay) ? null : Math.max(0, delay)
}

function codeIn(text: string): number | undefined {
  try {
    return v.parse(Envelope, parseJson(text)).errors[0]?.code
  } catch {
    return undefined
  }
}
