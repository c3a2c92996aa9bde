import type { Pin } from '../plex/pins.ts'
import { type LinkEvent, type LinkStep, stay } from './events.ts'
import { IDLE, type LinkState, type Waiting } from './state.ts'

type Creating = Extract<LinkState, { phase: 'creating' }>

/** What lay around longer than this (the browser was closed) is no longer what the person wants, in ms. */
export const STALE_START_MS = 60_000

/** Between the person's click and the PIN. */
export function creating(state: Creating, event: LinkEvent): LinkStep {
  const { kind, startedAt } = state
  // The answer to an earlier start, cancelled since, that was of the other kind.
  if ('kind' in event && event.kind !== kind) return { state, effects: [{ type: 'create', kind }] }
  switch (event.type) {
    case 'created':
      return {
        state: newborn(event.pin, state, event.at),
        effects: kind === 'strong' ? [{ type: 'open_plex' }] : [],
      }
    case 'not_created':
      return stay({
        phase: 'failed',
        kind,
        trouble: event.trouble,
        retryAt: event.at + (event.retryAfter ?? 0),
      })
    case 'look':
      return event.at - startedAt > STALE_START_MS
        ? stay(IDLE)
        : { state, effects: [{ type: 'create', kind }] }
    default:
      return stay(state)
  }
}

function newborn({ id, code, expiresAt }: Pin, { kind }: Creating, at: number): Waiting {
  return {
    phase: 'waiting',
    kind,
    pin: { id, code },
    createdAt: at,
    expiresAt,
    plexOpened: false,
    lastPollAt: at,
    lastAnswerAt: at,
    notBefore: 0,
    failures: 0,
    trouble: null,
    looksLeft: null,
  }
}
