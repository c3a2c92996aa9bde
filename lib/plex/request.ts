import { createFetch, FetchError } from 'ofetch'
import { NoNetwork, UnreadableAnswer } from './errors.ts'
import { failureOf } from './failure.ts'
import { type Identity, identityHeaders } from './identity.ts'
import { parseJson } from './json.ts'
import type { Token } from './token.ts'

export interface Transport {
  readonly fetch: typeof fetch
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

export interface PlexRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly identity: Identity
  readonly query?: Record<string, string>
  /** Goes into the body, for what must not stand in an address. */
  readonly form?: Record<string, string>
  readonly token?: Token
}

export type Send = (request: PlexRequest) => Promise<string>

const TIMEOUT_MS = 10_000

/**
 * Sends one request and gives the text of a 2xx answer. Never retries: the
 * callers know when another try makes sense. The token travels as a header,
 * never in the URL.
 */
export function createSend({ fetch, now }: Transport): Send {
  const http = createFetch({ fetch, Headers })

  return async ({ method, url, identity, query, form, token }) => {
    const response = await http
      .raw<string, 'text'>(url, {
        method,
        ...(query ? { query } : {}),
        ...(form ? { body: new URLSearchParams(form).toString() } : {}),
        headers: {
          Accept: 'application/json',
          ...(form ? { 'Content-Type': 'application/x-www-form-urlencoded' } : {}),
          ...identityHeaders(identity),
          ...(token ? { 'X-Plex-Token': token.reveal() } : {}),
        },
        credentials: 'omit',
        cache: 'no-store',
        responseType: 'text',
        ignoreResponseError: true,
        retry: 0,
        // Not ofetch's own time-out: that one ends with the headers, and a body can stall as well.
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      .catch((error: unknown) => {
        // The original names the URL; this one must not.
        throw error instanceof FetchError || error instanceof Error
          ? new NoNetwork('plex.tv did not answer')
          : error
      })
    const text = response._data ?? ''
    if (response.ok) return text
    throw failureOf(
      { status: response.status, text, retryAfter: response.headers.get('Retry-After') },
      now(),
    )
  }
}

/** @throws UnreadableAnswer where the text is not JSON */
export function readJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    throw new UnreadableAnswer('plex.tv sent something other than JSON')
  }
}
