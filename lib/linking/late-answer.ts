import { type LinkEvent, type LinkStep, stay } from './events.ts'
import { linked } from './linked.ts'
import { isUnderWay, type LinkState } from './state.ts'

/** What comes for a PIN that no longer waits. */
export function lateAnswer(state: LinkState, event: LinkEvent): LinkStep {
  if (event.type === 'plex_tab_opened' && !isUnderWay(state)) {
    return { state, effects: [{ type: 'leave_plex' }] }
  }
  const token = event.type === 'looked' && event.token
  if (!token) return stay(state)
  // It counts a moment after the end, unless the person has cancelled.
  if (state.phase === 'expired') return linked(token, event.at)
  return { state, effects: [{ type: 'discard', token }] }
}
