import { expect, test } from 'vitest'
import { badgeOf } from './badge.ts'

test.each([
  [0, false, false, ''],
  [0, true, false, '✓'],
  [0, false, true, '!'],
  [0, true, true, '!'],
  [1, false, false, '1'],
  [12, true, false, '12'],
  [3, true, true, '3'],
])(
  'with %i waiting, linked %j and to sign in %j the button says "%s"',
  (waiting, justLinked, needsSignIn, text) => {
    expect(badgeOf({ waiting, justLinked, needsSignIn }).text).toBe(text)
  },
)

test('good news have another colour than what needs the person', () => {
  const quiet = { waiting: 0, justLinked: false, needsSignIn: false }
  const good = badgeOf({ ...quiet, justLinked: true }).color
  expect(badgeOf({ ...quiet, waiting: 1 }).color).not.toBe(good)
  expect(badgeOf({ ...quiet, needsSignIn: true }).color).not.toBe(good)
})
