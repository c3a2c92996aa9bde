import { describe, expect, test } from 'vitest'
import { Token } from '../plex/token.ts'
import { PIN, STATES, T0, WAITING } from '../test-support/link-states.ts'
import type { LinkEvent } from './events.ts'
import { step } from './machine.ts'

const at = T0 + 2_000
const token = new Token('t')

/** Every event, and the phase it leads to from each phase; all others stay as they are. */
const TABLE: readonly [string, LinkEvent, Record<string, string>][] = [
  [
    'start',
    { type: 'start', kind: 'short', at },
    {
      idle: 'creating',
      linked: 'creating',
      expired: 'creating',
      cancelled: 'creating',
      failed: 'creating',
    },
  ],
  ['a PIN', { type: 'created', kind: 'strong', pin: PIN, at }, { creating: 'waiting' }],
  [
    'no PIN',
    { type: 'not_created', kind: 'strong', trouble: 'network', retryAfter: null, at },
    { creating: 'failed' },
  ],
  ['a wake', { type: 'look', occasion: 'wake', watched: false, at }, {}],
  ['a look in vain', { type: 'looked', pinId: 'pin-1', token: null, at }, {}],
  [
    'a token',
    { type: 'looked', pinId: 'pin-1', token, at },
    { waiting: 'linked', expired: 'linked' },
  ],
  [
    'a 404',
    { type: 'look_failed', pinId: 'pin-1', trouble: 'not_found', retryAfter: null, at },
    { waiting: 'expired' },
  ],
  ['a 503', { type: 'look_failed', pinId: 'pin-1', trouble: 'server', retryAfter: null, at }, {}],
  ['a closed tab', { type: 'plex_tab_closed', at }, {}],
  ["Plex's page opened again", { type: 'reopen', at }, {}],
  ['a network that is back', { type: 'online', at }, {}],
  ['cancel', { type: 'cancel', at }, { creating: 'cancelled', waiting: 'cancelled' }],
  [
    'dismiss',
    { type: 'dismiss', at },
    { linked: 'idle', expired: 'idle', cancelled: 'idle', failed: 'idle' },
  ],
]

describe.each(TABLE)('%s', (_name, event, phases) => {
  test.each(
    STATES.map((state) => [state.phase, phases[state.phase] ?? state.phase, state] as const),
  )('leads from %s to %s', (_from, to, state) => {
    expect(step(state, event).state.phase).toBe(to)
  })

  test('does nothing at all where nothing is under way and nothing comes of it', () => {
    for (const state of STATES) {
      if (state.phase === 'creating' || state.phase === 'waiting' || phases[state.phase]) continue
      if (event.type === 'looked' && event.token) continue
      const leftovers = state.phase === 'linked' && event.type === 'look'
      const effects = leftovers ? [{ type: 'leave_plex' }] : []
      expect(step(state, event)).toEqual({ state, effects })
    }
  })
})

test.each(STATES.filter(({ phase }) => phase !== 'waiting' && phase !== 'expired'))(
  'a token that nobody waits for is ended at Plex: $phase',
  (state) => {
    const event = { type: 'looked', pinId: 'pin-1', token, at } as const
    expect(step(state, event)).toEqual({ state, effects: [{ type: 'discard', token }] })
  },
)

test('only a token gives a token to be stored', () => {
  for (const [, event] of TABLE) {
    const given = STATES.map((state) => step(state, event).token).filter(Boolean)
    if (event.type === 'looked' && event.token) expect(given).toEqual([token, token])
    else expect(given).toEqual([])
  }
})

test('what is over forgets its PIN', () => {
  for (const [, event] of TABLE) {
    const { state } = step(WAITING, event)
    if (state.phase !== 'waiting') expect(JSON.stringify(state)).not.toMatch(/pin-1|c0de/)
  }
})
