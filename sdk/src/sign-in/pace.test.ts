import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { next } from './pace.ts'

const LONG = 1_800_000

describe('after a look at a PIN', () => {
  test.each([
    ['nobody has approved', { status: 200 }, 0, { delay: 1_000, failures: 0 }],
    ['all is well again', { status: 200 }, 7, { delay: 1_000, failures: 0 }],
    ['no answer can be read', { status: 0 }, 0, { delay: 1_000, failures: 1 }],
    ['none for the second time', { status: 0 }, 1, { delay: 2_000, failures: 2 }],
    ['none for the tenth time', { status: 0 }, 9, { delay: 5_000, failures: 10 }],
    ['plex.tv has trouble', { status: 503 }, 2, { delay: 4_000, failures: 3 }],
    ['it is asked to slow down', { status: 429 }, 9, { delay: 30_000, failures: 10 }],
    ['and told how long', { status: 429, retryAfter: 90_000 }, 0, { delay: 90_000, failures: 1 }],
    ['a second at least', { status: 429, retryAfter: 20 }, 0, { delay: 1_000, failures: 1 }],
    [
      'plex.tv is told to rest',
      { status: 503, retryAfter: 9_000 },
      0,
      { delay: 9_000, failures: 1 },
    ],
    ['the PIN is gone', { status: 404 }, 0, { over: 'expired' }],
    ['the PIN is gone for good', { status: 410 }, 0, { over: 'expired' }],
    ['it was approved', { status: 200, token: 'tok' }, 0, { token: 'tok' }],
  ] as const)('%s', (_, look, failures, step) => {
    expect(next({ failures }, look, LONG)).toEqual(step)
  })

  test.each([
    [{ status: 200 }, 1_000, { over: 'expired' }],
    [{ status: 200 }, 1_001, { delay: 1_000, failures: 0 }],
    [{ status: 0 }, -5, { over: 'expired' }],
    [{ status: 429, retryAfter: LONG }, LONG, { over: 'rate_limited' }],
    [{ status: 200, token: 'late' }, -5, { token: 'late' }],
  ] as const)('%j with %i ms left', (look, timeLeft, step) => {
    expect(next({ failures: 0 }, look, timeLeft)).toEqual(step)
  })

  test('it never looks twice within a second, nor after the end', () => {
    const status = fc.oneof(fc.constantFrom(0, 200, 404, 410, 429, 503), fc.nat(599))
    const retryAfter = fc.option(fc.double({ noNaN: true, min: 0 }))
    const failures = fc.nat(2_000)
    fc.assert(
      fc.property(
        status,
        retryAfter,
        failures,
        fc.integer(),
        (status, retryAfter, failures, left) => {
          const step = next({ failures }, { status, retryAfter }, left)
          if (!('delay' in step)) return
          expect(step.delay).toBeGreaterThanOrEqual(1_000)
          expect(step.delay).toBeLessThan(left)
        },
      ),
    )
  })
})
