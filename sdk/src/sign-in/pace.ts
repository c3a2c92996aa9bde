/** What came of a look at a PIN. `status` is 0 where no answer could be read. */
export interface Look {
  readonly status: number
  readonly token?: string | null
  /** In ms; null where plex.tv named none, or the browser hid it. */
  readonly retryAfter?: number | null
}

/** When to look again, in ms, or how it ended. */
export type Step =
  | { readonly delay: number; readonly failures: number }
  | { readonly token: string }
  | { readonly over: 'expired' | 'rate_limited' }

/** Plex asks for no more than one look a second. docs/PLEX-API.md §2.5 */
const POLL_MS = 1_000
// A claimed PIN lives some seconds only, so only "slow down" may cost more than that.
const BACKOFF_MAX_MS = 5_000
const SLOWDOWN_MAX_MS = 30_000
export const TOO_MANY = 429
/** Unknown, or run out. docs/PLEX-API.md §2.2, §2.3 */
const GONE = [404, 410]

export const FIRST_LOOK: Step = { delay: POLL_MS, failures: 0 }

/**
 * What follows from a look. An answer that can't be read counts as an error: plex.tv's carry no
 * CORS headers (docs/PLEX-API.md §9), so even a 404 may look like a broken network to a page.
 *
 * @param timeLeft how long the PIN still lives, in ms
 */
export function next(
  before: { readonly failures: number },
  { status, token, retryAfter }: Look,
  timeLeft: number,
): Step {
  // A token counts even when it comes a moment late.
  if (token) return { token }
  if (GONE.includes(status)) return { over: 'expired' }
  const failures = status === 200 ? 0 : before.failures + 1
  const most = status === TOO_MANY ? SLOWDOWN_MAX_MS : BACKOFF_MAX_MS
  const doubled = Math.min(POLL_MS * 2 ** Math.max(0, failures - 1), most)
  const delay = Math.max(POLL_MS, retryAfter ?? doubled)
  if (delay < timeLeft) return { delay, failures }
  return { over: status === TOO_MANY ? 'rate_limited' : 'expired' }
}
