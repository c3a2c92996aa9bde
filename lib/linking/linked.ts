import type { Token } from '../plex/token.ts'
import { type LinkEvent, type LinkStep, stay } from './events.ts'
import { IDLE, type LinkState } from './state.ts'

/** How long the toolbar says so where nobody opens the popup, in ms. */
const NEWS_FOR_MS = 60_000

/** The token is there: the end that everybody hopes for. */
export function linked(token: Token, at: number): LinkStep {
  return { state: { phase: 'linked', at }, effects: [{ type: 'leave_plex' }], token }
}

/** What a stop in the middle left open is closed, and the news gets old. */
export function afterLink(
  state: Extract<LinkState, { phase: 'linked' }>,
  event: LinkEvent,
): LinkStep {
  if (event.type !== 'look') return stay(state)
  const age = event.at - state.at
  // Below zero: the clock was set back, and nobody knows how old it is.
  const isNews = age >= 0 && age < NEWS_FOR_MS
  return { state: isNews ? state : IDLE, effects: [{ type: 'leave_plex' }] }
}
