import type { Waiting } from './state.ts'

export const POLL_MIN_MS = 1_000
const POLL_MAX_MS = 5_000
const LOOKS_WITHIN_MS = 5_000
export const LOOKS = 3
const BACKOFF_MAX_MS = 30_000

/** Why a poll is considered: `beat` is our own clock, `wake` an event that may mean news. */
export type Occasion = 'beat' | 'wake'

/**
 * When the PIN is to be asked for next, in ms since the epoch.
 *
 * @param watched somebody is looking: the popup is open or Plex's tab is in front
 */
export function nextPollAt(state: Waiting, occasion: Occasion, watched: boolean): number {
  return Math.max(
    state.lastPollAt + interval(state, occasion, watched),
    // A second from the answer as well: what travelled slowly must not arrive just before the next.
    state.lastAnswerAt + POLL_MIN_MS,
    state.notBefore,
  )
}

function interval(state: Waiting, occasion: Occasion, watched: boolean): number {
  if (occasion === 'wake') return POLL_MIN_MS
  if (state.looksLeft !== null) return LOOKS_WITHIN_MS / (LOOKS - 1)
  return watched ? POLL_MIN_MS : POLL_MAX_MS
}

/** How long to leave plex.tv alone after its n-th failure in a row (n from 1), in ms. */
export function backoff(failures: number, trouble: string | null): number {
  const doubled = POLL_MIN_MS * 2 ** (failures - 1)
  // A claimed PIN lives some seconds only, so only "slow down" may cost more than one beat.
  return Math.min(doubled, trouble === 'rate_limited' ? BACKOFF_MAX_MS : POLL_MAX_MS)
}
