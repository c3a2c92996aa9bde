import type { Waiting } from './state.ts'

/** Where our clock was set back, the times go back with it: nobody would ask for a long while. */
export function inOurTime(state: Waiting, now: number): Waiting {
  const ahead = Math.max(state.lastPollAt, state.lastAnswerAt) - now
  if (ahead <= 0) return state
  return {
    ...state,
    createdAt: state.createdAt - ahead,
    expiresAt: state.expiresAt - ahead,
    // How long ago it was nobody knows now: a second from here on is right in any case.
    lastPollAt: 0,
    lastAnswerAt: now,
    notBefore: state.notBefore - ahead,
  }
}
