import type { LinkState, Waiting } from '../linking/state.ts'
import type { Pin } from '../plex/pins.ts'

export const T0 = 1_000_000_000

export const PIN: Pin = { id: 'pin-1', code: 'c0de', expiresAt: T0 + 1_800_000, token: null }

export const WAITING: Waiting = {
  phase: 'waiting',
  kind: 'strong',
  pin: { id: 'pin-1', code: 'c0de' },
  createdAt: T0,
  expiresAt: PIN.expiresAt,
  plexOpened: true,
  lastPollAt: T0,
  lastAnswerAt: T0,
  notBefore: 0,
  failures: 0,
  trouble: null,
  looksLeft: null,
}

export const CREATING = { phase: 'creating', kind: 'strong', startedAt: T0 } as const

export const STATES: readonly LinkState[] = [
  { phase: 'idle' },
  CREATING,
  WAITING,
  { phase: 'linked', at: T0 },
  { phase: 'expired', kind: 'strong', early: false },
  { phase: 'cancelled', kind: 'strong' },
  { phase: 'failed', kind: 'strong', trouble: 'network', retryAt: T0 },
]
