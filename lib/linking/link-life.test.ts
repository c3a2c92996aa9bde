import { describe, expect, test } from 'vitest'
import { Token } from '../plex/token.ts'
import { CREATING, PIN, T0, WAITING } from '../test-support/link-states.ts'
import type { LinkEvent } from './events.ts'
import { step } from './machine.ts'
import type { LinkState, Waiting } from './state.ts'

const token = new Token('t')
const look = (at: number): LinkEvent => ({ type: 'look', occasion: 'wake', watched: false, at })
const vain = (at: number): LinkEvent => ({ type: 'looked', pinId: 'pin-1', token: null, at })
const failed = (at: number, trouble: 'network' | 'server', retryAfter: number | null = null) =>
  ({ type: 'look_failed', pinId: 'pin-1', trouble, retryAfter, at }) as const

describe('a start', () => {
  test('that lay around for over a minute is forgotten', () => {
    expect(step(CREATING, look(T0 + 60_000)).effects).toEqual([{ type: 'create', kind: 'strong' }])
    expect(step(CREATING, look(T0 + 60_001))).toEqual({ state: { phase: 'idle' }, effects: [] })
  })

  test('opens Plex for a strong PIN and nothing for a short one', () => {
    const created = (kind: 'strong' | 'short') =>
      step({ ...CREATING, kind }, { type: 'created', kind, pin: PIN, at: T0 }).effects
    expect(created('strong')).toEqual([{ type: 'open_plex' }])
    expect(created('short')).toEqual([])
  })

  test.each([
    { type: 'created', kind: 'strong', pin: PIN, at: T0 },
    { type: 'not_created', kind: 'strong', trouble: 'network', retryAfter: null, at: T0 },
  ] as const)('never takes the answer to an earlier start of the other kind: $type', (event) => {
    const state = { ...CREATING, kind: 'short' } as const
    expect(step(state, event)).toEqual({ state, effects: [{ type: 'create', kind: 'short' }] })
  })

  test('that failed says when another try makes sense', () => {
    const event = { type: 'not_created', kind: 'strong', trouble: 'rate_limited' } as const
    const state = (retryAfter: number | null) =>
      step(CREATING, { ...event, retryAfter, at: T0 }).state
    expect(state(7_000)).toMatchObject({ trouble: 'rate_limited', retryAt: T0 + 7_000 })
    expect(state(null)).toMatchObject({ retryAt: T0 })
  })
})

describe('the end of a PIN', () => {
  const end = WAITING.expiresAt

  test('comes at its time and no earlier', () => {
    expect(step(WAITING, look(end - 1)).state.phase).toBe('waiting')
    expect(step(WAITING, look(end))).toEqual({
      state: { phase: 'expired', kind: 'strong', early: false },
      effects: [],
    })
  })

  test('comes early when Plex no longer knows it', () => {
    const event = { ...failed(T0 + 5_000, 'server'), trouble: 'not_found' } as const
    expect(step(WAITING, event).state).toMatchObject({ phase: 'expired', early: true })
  })

  test.each([
    ['while we still wait', WAITING],
    ['when we had given up', { phase: 'expired', kind: 'strong', early: false }],
  ] as [string, LinkState][])('does not undo a token that comes after it, %s', (_when, state) => {
    const event = { type: 'looked', pinId: 'pin-1', token, at: end + 5_000 } as const
    expect(step(state, event)).toEqual({
      state: { phase: 'linked', at: end + 5_000 },
      effects: [{ type: 'leave_plex' }],
      token,
    })
  })
})

test.each([
  { ...vain(T0 + 9), pinId: 'pin-0' },
  { ...failed(T0 + 9, 'server'), pinId: 'pin-0' },
  { ...failed(T0 + 9, 'server'), pinId: 'pin-0', trouble: 'not_found' },
  { type: 'plex_tab_opened', pinId: 'pin-0', at: T0 + 9 },
] as LinkEvent[])('an answer about an earlier PIN says nothing about this one: $type', (event) => {
  const state = { ...WAITING, plexOpened: false, looksLeft: 1 }
  expect(step(state, event)).toEqual({ state, effects: [] })
})

describe("closing Plex's tab", () => {
  test('means three more looks, then "cancelled"', () => {
    let { state } = step(WAITING, { type: 'plex_tab_closed', at: T0 })
    const phases = [1, 2, 3].map((n) => {
      state = step(state, vain(T0 + n * 1_000)).state
      return state.phase
    })
    expect(phases).toEqual(['waiting', 'waiting', 'cancelled'])
  })

  test('means nothing more once it is open again', () => {
    let { state } = step(WAITING, { type: 'plex_tab_closed', at: T0 })
    state = step(state, { type: 'reopen', at: T0 }).state
    for (let n = 0; n < 9; n++) state = step(state, vain(T0 + n * 1_000)).state
    expect(state.phase).toBe('waiting')
  })

  test('does not count looks that failed', () => {
    const { state } = step(WAITING, { type: 'plex_tab_closed', at: T0 })
    expect(step(state, failed(T0 + 1, 'network')).state).toMatchObject({ looksLeft: 3 })
  })
})

describe('trouble', () => {
  const stalled = (trouble: Waiting['trouble']): Waiting => ({
    ...WAITING,
    trouble,
    failures: 3,
    notBefore: T0 + 30_000,
  })

  test('is over with the first answer', () => {
    expect(step(stalled('server'), vain(T0 + 30_000)).state).toMatchObject({
      trouble: null,
      failures: 0,
      notBefore: 0,
    })
  })

  test.each([
    ['network', 0],
    ['server', T0 + 30_000],
    ['rate_limited', T0 + 30_000],
  ] as const)('of kind %s waits until %i after the network came back', (trouble, notBefore) => {
    expect(step(stalled(trouble), { type: 'online', at: T0 }).state).toMatchObject({ notBefore })
  })
})

test.each([
  ['is news for a minute', 59_999, 'linked'],
  ['is old after it', 60_000, 'idle'],
  ['is old where the clock was set back', -1, 'idle'],
] as const)('a link that is done %s', (_what, age, phase) => {
  const state = { phase: 'linked', at: T0 } as const
  expect(step(state, look(T0 + age)).state.phase).toBe(phase)
})

test('closing the tab of a short PIN means nothing: its code is typed anywhere', () => {
  const state = { ...WAITING, kind: 'short' } as const
  expect(step(state, { type: 'plex_tab_closed', at: T0 })).toEqual({ state, effects: [] })
})

test('a clock that was set back takes the times with it', () => {
  const hour = 3_600_000
  const at = T0 - hour
  const state = { ...WAITING, notBefore: T0 + 7_000 }
  const next = step(state, { type: 'look', occasion: 'beat', watched: false, at })
  expect(next.effects).toEqual([])
  expect(next.state).toMatchObject({
    createdAt: T0 - hour,
    expiresAt: WAITING.expiresAt - hour,
    lastAnswerAt: at,
    notBefore: at + 7_000,
  })
})
