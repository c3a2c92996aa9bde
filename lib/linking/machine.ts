import type { PinKind } from '../plex/pins.ts'
import { creating } from './creating.ts'
import { type LinkEvent, type LinkStep, stay } from './events.ts'
import { lateAnswer } from './late-answer.ts'
import { afterLink } from './linked.ts'
import { IDLE, isUnderWay, type LinkState } from './state.ts'
import { waiting } from './waiting.ts'

/** The life of a link. Events that make no sense in a state leave it as it is. */
export function step(state: LinkState, event: LinkEvent): LinkStep {
  switch (event.type) {
    case 'start':
      return start(state, event.kind, event.at)
    case 'cancel':
      return cancel(state)
    case 'lock':
      return lock(state)
    case 'dismiss':
      return isUnderWay(state) ? stay(state) : stay(IDLE)
  }
  if ('pinId' in event && !isOfPin(state, event.pinId)) return lateAnswer(state, event)
  switch (state.phase) {
    case 'creating':
      return creating(state, event)
    case 'waiting':
      return waiting(state, event)
    case 'linked':
      return afterLink(state, event)
    default:
      return stay(state)
  }
}

function isOfPin(state: LinkState, pinId: string): boolean {
  return state.phase === 'waiting' && state.pin.id === pinId
}

function start(state: LinkState, kind: PinKind, at: number): LinkStep {
  if (isUnderWay(state)) return stay(state)
  return { state: { phase: 'creating', kind, startedAt: at }, effects: [{ type: 'create', kind }] }
}

/** One that is cancelled by it already may not be so on the disk. */
function lock(state: LinkState): LinkStep {
  const isCancelled = state.phase === 'cancelled' && state.byLock
  if (!isUnderWay(state) && !isCancelled) return stay(state)
  const { kind } = state
  return { state: { phase: 'cancelled', kind, byLock: true }, effects: [{ type: 'leave_plex' }] }
}

function cancel(state: LinkState): LinkStep {
  if (!isUnderWay(state)) return stay(state)
  return { state: { phase: 'cancelled', kind: state.kind }, effects: [{ type: 'leave_plex' }] }
}
