import type { Pin, PinKind } from '../plex/pins.ts'
import type { Token } from '../plex/token.ts'
import { backoff, LOOKS, nextPollAt, type Occasion } from './pace.ts'
import { IDLE, type LinkState, type Trouble, type Waiting } from './state.ts'

/** `at` is in milliseconds since the epoch, by our own clock. */
export type LinkEvent = { readonly at: number } & (
  | { readonly type: 'start'; readonly kind: PinKind }
  | { readonly type: 'created'; readonly kind: PinKind; readonly pin: Pin }
  | {
      readonly type: 'not_created'
      readonly kind: PinKind
      readonly trouble: Trouble
      readonly retryAfter: number | null
    }
  | { readonly type: 'look'; readonly occasion: Occasion; readonly watched: boolean }
  | { readonly type: 'looked'; readonly pinId: string; readonly token: Token | null }
  | {
      readonly type: 'look_failed'
      readonly pinId: string
      readonly trouble: Trouble
      readonly retryAfter: number | null
    }
  | { readonly type: 'plex_tab_closed' }
  | { readonly type: 'plex_tab_opened' }
  | { readonly type: 'online' }
  | { readonly type: 'cancel' }
  | { readonly type: 'dismiss' }
)

/** What is to be done once the new state is on disk. */
export type LinkEffect =
  | { readonly type: 'create'; readonly kind: PinKind }
  | { readonly type: 'open_plex' }
  | { readonly type: 'poll' }
  | { readonly type: 'leave_plex' }
  /** A token that nobody waits for any more is ended at Plex. */
  | { readonly type: 'discard'; readonly token: Token }

export interface LinkStep {
  readonly state: LinkState
  readonly effects: readonly LinkEffect[]
  /** A token to be stored in the same write as the state. */
  readonly token?: Token
}

/** A start that lay around longer than this (the browser was closed) is no longer what the person wants, in ms. */
const STALE_START_MS = 60_000

/** The life of a link. Events that make no sense in a state leave it as it is. */
export function step(state: LinkState, event: LinkEvent): LinkStep {
  if (event.type === 'start') return start(state, event.kind, event.at)
  if (event.type === 'dismiss') return isUnderWay(state) ? stay(state) : stay(IDLE)
  if (event.type === 'cancel') return cancel(state)
  if (state.phase === 'creating') return creating(state, event)
  if (state.phase === 'waiting') return waiting(state, event)
  if (event.type === 'looked' && event.token) return lateToken(state, event.token)
  // What a stop in the middle may have left open.
  if (state.phase === 'linked' && event.type === 'look') {
    return { state, effects: [{ type: 'leave_plex' }] }
  }
  return stay(state)
}

export function isUnderWay(
  state: LinkState,
): state is Extract<LinkState, { phase: 'creating' | 'waiting' }> {
  return state.phase === 'creating' || state.phase === 'waiting'
}

function stay(state: LinkState): LinkStep {
  return { state, effects: [] }
}

function start(state: LinkState, kind: PinKind, at: number): LinkStep {
  if (isUnderWay(state)) return stay(state)
  return { state: { phase: 'creating', kind, startedAt: at }, effects: [{ type: 'create', kind }] }
}

/** It counts a moment after the end, unless the person has cancelled. */
function lateToken(state: LinkState, token: Token): LinkStep {
  return state.phase === 'expired'
    ? linked(token)
    : { state, effects: [{ type: 'discard', token }] }
}

function cancel(state: LinkState): LinkStep {
  if (!isUnderWay(state)) return stay(state)
  return {
    state: { phase: 'cancelled', kind: state.kind },
    effects: [{ type: 'leave_plex' }],
  }
}

function creating(state: Extract<LinkState, { phase: 'creating' }>, event: LinkEvent): LinkStep {
  const { kind, startedAt } = state
  if (event.type === 'looked' && event.token) return lateToken(state, event.token)
  // The answer to an earlier start, cancelled since, that was of the other kind.
  if ('kind' in event && event.kind !== kind) return { state, effects: [{ type: 'create', kind }] }
  switch (event.type) {
    case 'created': {
      const { id, code, expiresAt } = event.pin
      return {
        state: {
          phase: 'waiting',
          kind,
          pin: { id, code },
          createdAt: event.at,
          expiresAt,
          lastPollAt: event.at,
          lastAnswerAt: event.at,
          notBefore: 0,
          failures: 0,
          trouble: null,
          looksLeft: null,
        },
        effects: kind === 'strong' ? [{ type: 'open_plex' }] : [],
      }
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

function waiting(before: Waiting, event: LinkEvent): LinkStep {
  const state = inOurTime(before, event.at)
  // The answer about an earlier PIN says nothing about this one.
  if ('pinId' in event && event.pinId !== state.pin.id) return ofEarlierPin(state, event)
  if (event.type === 'looked' && event.token) return linked(event.token)
  if (event.at >= state.expiresAt) return expired(state, false)
  switch (event.type) {
    case 'look':
      return event.at >= nextPollAt(state, event.occasion, event.watched)
        ? { state: { ...state, lastPollAt: event.at }, effects: [{ type: 'poll' }] }
        : stay(state)
    case 'looked':
      return lookedInVain(state, event.at)
    case 'look_failed':
      if (event.trouble === 'not_found') return expired(state, true)
      return stay(troubled(state, event))
    case 'plex_tab_closed':
      // A short code is typed anywhere: that tab was a convenience.
      return stay(state.kind === 'short' ? state : { ...state, looksLeft: LOOKS })
    case 'plex_tab_opened':
      return stay({ ...state, looksLeft: null })
    case 'online':
      return stay(state.trouble === 'network' ? { ...state, notBefore: 0 } : state)
    default:
      return stay(state)
  }
}

function ofEarlierPin(state: Waiting, event: LinkEvent): LinkStep {
  const token = event.type === 'looked' && event.token
  return token ? { state, effects: [{ type: 'discard', token }] } : stay(state)
}

/** Where our clock was set back, the times go back with it: nobody would ask for a long while. */
function inOurTime(state: Waiting, now: number): Waiting {
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

function linked(token: Token): LinkStep {
  return { state: { phase: 'linked' }, effects: [{ type: 'leave_plex' }], token }
}

function expired({ kind }: Waiting, early: boolean): LinkStep {
  return { state: { phase: 'expired', kind, early }, effects: [] }
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

function troubled(
  state: Waiting,
  { at, trouble, retryAfter }: Extract<LinkEvent, { type: 'look_failed' }>,
): Waiting {
  const failures = state.failures + 1
  const delay = retryAfter ?? backoff(failures, trouble)
  return { ...state, lastAnswerAt: at, failures, trouble, notBefore: at + delay }
}
