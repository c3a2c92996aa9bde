import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { T0, WAITING } from '../test-support/link-states.ts'
import { step } from './machine.ts'
import { backoff, nextPollAt } from './pace.ts'
import type { LinkState } from './state.ts'

/** Lives a waiting link by its own clock, with wakes and slow answers; gives its polls. */
function polls(plan: readonly Beat[], retryAfter: number | null = null): Poll[] {
  let state: LinkState = WAITING
  let now = T0
  const made: Poll[] = []
  for (const { gap, occasion, watched, fails, latency } of plan) {
    if (state.phase !== 'waiting') break
    const due = nextPollAt(state, 'beat', watched)
    now = occasion === 'beat' ? Math.max(now, due) : Math.min(now + gap, Math.max(now, due))
    const { state: next, effects } = step(state, { type: 'look', occasion, watched, at: now })
    state = next
    if (!effects.some(({ type }) => type === 'poll')) continue
    made.push({ sent: now, latency })
    const answer = fails
      ? ({ type: 'look_failed', trouble: 'rate_limited', retryAfter } as const)
      : ({ type: 'looked', token: null } as const)
    // Nobody asks while an answer is on its way.
    now += latency
    state = step(state, { ...answer, pinId: WAITING.pin.id, at: now }).state
  }
  return made
}

interface Beat {
  readonly gap: number
  readonly occasion: 'beat' | 'wake'
  readonly watched: boolean
  readonly fails: boolean
  /** How long the answer takes, in ms. */
  readonly latency: number
}

interface Poll {
  readonly sent: number
  readonly latency: number
}

const plans = (fails: fc.Arbitrary<boolean>) =>
  fc.array(
    fc.record({
      gap: fc.integer({ min: 0, max: 4_000 }),
      occasion: fc.constantFrom('beat', 'wake') as fc.Arbitrary<Beat['occasion']>,
      watched: fc.boolean(),
      fails,
      latency: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 9_000 })),
    }),
    { minLength: 5, maxLength: 60 },
  )

/** How long after each send, and after its answer, the next was sent; the PIN itself counts as the first. */
const gaps = (made: readonly Poll[]) => {
  const all = [{ sent: T0, latency: 0 }, ...made]
  return made.map(({ sent }, n) => {
    const { sent: before, latency } = all[n] ?? { sent: Number.NaN, latency: 0 }
    return { fromSend: sent - before, fromAnswer: sent - before - latency, latency }
  })
}

describe('polls', () => {
  test('are never within a second of each other, nor of an answer, whatever wakes us', () => {
    fc.assert(
      fc.property(plans(fc.boolean()), (plan) => {
        for (const { fromAnswer } of gaps(polls(plan)))
          expect(fromAnswer).toBeGreaterThanOrEqual(1_000)
      }),
    )
  })

  test('are at most five seconds apart while nothing fails and answers come within four', () => {
    fc.assert(
      fc.property(plans(fc.constant(false)), (plan) => {
        for (const { fromSend, fromAnswer, latency } of gaps(polls(plan))) {
          if (latency <= 4_000) expect(fromSend).toBeLessThanOrEqual(5_000)
          else expect(fromAnswer).toBe(1_000)
        }
      }),
    )
  })

  test('wait as long as Plex says, from its answer on, whoever asks', () => {
    fc.assert(
      fc.property(plans(fc.constant(true)), fc.integer({ min: 0, max: 100_000 }), (plan, delay) => {
        const [, ...later] = gaps(polls(plan, delay))
        for (const { fromAnswer } of later)
          expect(fromAnswer).toBeGreaterThanOrEqual(Math.max(1_000, delay))
      }),
    )
  })

  test.each([
    ['beat', true, null, 1_000],
    ['beat', false, null, 5_000],
    ['wake', false, null, 1_000],
    ['beat', false, 3, 2_500],
    ['wake', false, 1, 1_000],
  ] as const)(
    'on a %s, watched %j, with %j looks left, come after %i ms',
    (occasion, watched, looksLeft, ms) => {
      expect(nextPollAt({ ...WAITING, looksLeft }, occasion, watched)).toBe(T0 + ms)
    },
  )

  test.each([
    [300, 5_000],
    [4_000, 5_000],
    [4_001, 5_001],
    [9_000, 10_000],
  ])('whose answer took %i ms are followed by one %i ms after them', (latency, ms) => {
    const state = { ...WAITING, lastAnswerAt: T0 + latency }
    expect(nextPollAt(state, 'beat', false)).toBe(T0 + ms)
  })
})

describe('leaving Plex alone after failures', () => {
  test.each([
    ['server', [1_000, 2_000, 4_000, 5_000, 5_000]],
    ['network', [1_000, 2_000, 4_000, 5_000, 5_000]],
    ['rate_limited', [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]],
  ] as const)('of kind %s doubles up to its limit', (trouble, delays) => {
    expect(delays.map((_delay, n) => backoff(n + 1, trouble))).toEqual(delays)
  })

  test('never overflows', () => {
    expect(backoff(5_000, 'rate_limited')).toBe(30_000)
  })
})
