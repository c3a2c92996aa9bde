import { describe, expect, test } from 'vitest'
import type { Account } from '../accounts/account.ts'
import { type Check, dueAt } from './checks.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const account = (id: string, news: Partial<Account> = {}): Account =>
  ({ id, home: null, since: 100, tokenSince: 100, health: 'ok', ...news }) as Account
const kid = (news: Partial<Account> = {}, hasPin = false) =>
  account('kid', { home: { adminId: 'ann', userId: '3', hasPin }, ...news })
const check = (at: number, news: Partial<Check> = {}): Check => {
  return { at, retryAt: 0, needsPin: false, ...news }
}

function due(subject: string, seen: Check | null, ...accounts: Account[]): number | null {
  const [accountId = '', made] = subject.split('/')
  const byId = new Map(accounts.map((it) => [it.id, it]))
  const id = made ?? accountId
  return dueAt({ id, accountId, isMade: made !== undefined, since: 100 }, seen, byId)
}

describe('an account’s token is looked at', () => {
  test.each([
    ['a day after it came', null, 100 + DAY],
    ['a day after the last look', check(200), 200 + DAY],
    ['after that where Plex had trouble', check(200, { retryAt: 300 + DAY }), 300 + DAY],
  ])('%s', (_when, seen, at) => {
    expect(due('ann', seen, account('ann'))).toBe(at)
  })

  test.each(['signed_out', 'key_lost', 'gone', 'signing_out'] as const)(
    'never while it is %s: that is for the person',
    (health) => {
      expect(due('ann', check(200), account('ann', { health }))).toBeNull()
    },
  )
})

describe('a made token is looked at', () => {
  test.each([
    ['a day after it came', null, account('ann'), 100 + DAY],
    ['a day after the last look', check(200), account('ann'), 200 + DAY],
    ['at once after another sign-in', check(200), account('ann', { tokenSince: 300 }), 0],
    [
      'at once after another sign-in, though never looked at',
      null,
      account('ann', { tokenSince: 300 }),
      0,
    ],
    ['daily from then on', check(400), account('ann', { tokenSince: 300 }), 400 + DAY],
    ['when Plex lets us', check(200, { retryAt: 900 }), account('ann', { tokenSince: 300 }), 900],
    [
      'not while its account is signed out',
      check(200),
      account('ann', { health: 'signed_out' }),
      null,
    ],
  ])('%s', (_when, seen, ann, at) => {
    expect(due('ann/site-1', seen, ann)).toBe(at)
  })

  test('never of an account that is gone', () => {
    expect(due('ann/site-1', check(200))).toBeNull()
  })
})

describe('a Home user’s token is looked at', () => {
  const ann = account('ann')
  test.each([
    ['daily while it is well', check(200), kid(), ann, 200 + DAY],
    [
      'at once when the Home is reached anew',
      check(200),
      kid(),
      account('ann', { tokenSince: 300 }),
      0,
    ],
    [
      'every hour while it is signed out',
      check(200),
      kid({ health: 'signed_out' }),
      ann,
      200 + HOUR,
    ],
    ['every hour while it is gone', check(200), kid({ health: 'gone' }), ann, 200 + HOUR],
    ['at once where it never was', null, kid({ health: 'key_lost' }), ann, 0],
    ['never without its PIN', check(200), kid({ health: 'signed_out' }, true), ann, null],
    [
      'never without who reaches it',
      check(200),
      kid({ health: 'signed_out' }),
      account('bob'),
      null,
    ],
    [
      'never while they are signed out',
      check(200),
      kid({ health: 'signed_out' }),
      account('ann', { health: 'signed_out' }),
      null,
    ],
    ['never on its way out', check(200), kid({ health: 'signing_out' }), ann, null],
  ])('%s', (_when, seen, user, admin, at) => {
    expect(due('kid', seen, user, admin)).toBe(at)
  })
})
