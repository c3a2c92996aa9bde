import { STALE_START_MS } from './creating.ts'
import { type LinkEffect, type LinkEvent, type LinkStep, stay } from './events.ts'
import { linked } from './linked.ts'
import { backoff, LOOKS, nextPollAt } from './pace.ts'
import { inOurTime } from './set-back.ts'
import type { Waiting } from './state.ts'

type Event<Type> = Extract<LinkEvent, { type: Type }>

/** Between the PIN and its token, or its end. */
export function waiting(before: Waiting, event: LinkEvent): LinkStep {
  const state = inOurTime(before, event.at)
  if (event.type === 'looked' && event.token) return linked(event.token, event.at)
  if (event.at >= state.expiresAt) return expired(state, false)
  switch (event.type) {
    case 'look':
      return look(state, event)
    case 'looked':
      return lookedInVain(state, event.at)
    case 'look_failed':
      if (event.trouble === 'not_found') return expired(state, true)
      return stay(troubled(state, event))
    case 'plex_tab_opened':
      return stay({ ...state, plexOpened: true })
    case 'plex_tab_closed':
      // A short code is typed anywhere: that tab was a convenience.
      return stay(state.kind === 'short' ? state : { ...state, plexOpened: true, looksLeft: LOOKS })
    case 'reopen':
      return { state: { ...state, looksLeft: null }, effects: [{ type: 'open_plex' }] }
    case 'online':
      return stay(state.trouble === 'network' ? { ...state, notBefore: 0 } : state)
    default:
      return stay(state)
  }
}

function look(state: Waiting, { at, occasion, watched }: Event<'look'>): LinkStep {
  const effects: LinkEffect[] = isPlexOwed(state, at) ? [{ type: 'open_plex' }] : []
  if (at < nextPollAt(state, occasion, watched)) return { state, effects }
  return { state: { ...state, lastPollAt: at }, effects: [...effects, { type: 'poll' }] }
}

/** We were stopped before Plex's page was there. Long after the click it would come as a surprise. */
function isPlexOwed({ kind, plexOpened, createdAt }: Waiting, at: number): boolean {
  return kind === 'strong' && !plexOpened && at - createdAt <= STALE_START_MS
}

function lookedInVain(state: Waiting, at: number): LinkStep {
  if (state.looksLeft === 1) return stay({ phase: 'cancelled', kind: state.kind })
  return stay({
    ...state,
    lastAnswerAt: at,
    notBefore: 0,
    failures: 0,
    trouble: null,
    looksLeft: state.looksLeft === null ? null : state.looksLeft - 1,
  })
}

function troubled(state: Waiting, { at, trouble, retryAfter }: Event<'look_failed'>): Waiting {
  const failures = state.failures + 1
  const delay = retryAfter ?? backoff(failures, trouble)
  return { ...state, lastAnswerAt: at, failures, trouble, notBefore: at + delay }
}

function expired({ kind }: Waiting, early: boolean): LinkStep {
  return stay({ phase: 'expired', kind, early })
}
