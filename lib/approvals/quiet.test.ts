import { describe, expect, test } from 'vitest'
import { afterDenials, ask, denied, MINUTE } from '../test-support/asks.ts'
import { admit, allow, sweep } from './queue.ts'

describe('quiet', () => {
  test('follows two Denies of the person, for five minutes after the first of them', () => {
    const queue = afterDenials(true, 0, MINUTE)
    expect(admit(queue, ask('z'), 'id', 5 * MINUTE - 1)[1]).toBe('quiet')
    expect(admit(queue, ask('z'), 'id', 5 * MINUTE)[1]).toBe('queued')
  })

  test('does not follow one, nor any number that the person did not press', () => {
    expect(admit(afterDenials(true, 0), ask('z'), 'id', 1)[1]).toBe('queued')
    expect(admit(afterDenials(false, 0, 1, 2, 3), ask('z'), 'id', 4)[1]).toBe('queued')
  })

  test('is for that origin alone', () => {
    const other = ask('z', { origin: 'https://other.example' })
    expect(admit(afterDenials(true, 0, 1), other, 'id', 2)[1]).toBe('queued')
  })

  test('is forgiven by an Allow', () => {
    const queue = admit(afterDenials(true, 0), ask('y'), 'id-y', 1)[0]
    const [approval] = queue.approvals
    if (!approval) throw new Error('no approval')
    expect(
      admit(
        denied(admit(allow(queue, approval), ask('x'), 'x', 2)[0], true, 2),
        ask('z'),
        'z',
        3,
      )[1],
    ).toBe('queued')
  })
})

test('old denials are forgotten, so that the queue does not grow', () => {
  const times = Array.from({ length: 100 }, (_, n) => n * 10 * MINUTE)
  expect(afterDenials(false, ...times).denials).toHaveLength(1)
  expect(sweep(afterDenials(true, 0), 5 * MINUTE).queue.denials).toEqual([])
})
