import { describe, expect, test } from 'vitest'
import { isOneEntry, join, likeness, type Note, readEntry, tallyOf } from './entry.ts'

const NOTE: Note = { origin: 'https://app.example', asked: 'token.get', answered: 'given' }
const tally = (changes: Partial<Note> = {}, at = 0) => tallyOf({ ...NOTE, ...changes }, at)
const ENTRY = { ...tally(), id: 1 }

describe('a note', () => {
  test('becomes a tally of one', () => {
    expect(tally({}, 7)).toEqual({
      at: 7,
      last: 7,
      origin: 'https://app.example',
      name: '',
      asked: 'token.get',
      scopes: [],
      answered: 'given',
      reason: null,
      count: 1,
    })
  })

  test('is like another whatever the order of its scopes', () => {
    const one = tally({ scopes: ['token', 'account', 'token'] })
    expect(one.scopes).toEqual(['account', 'token'])
    expect(likeness(one)).toBe(likeness(tally({ scopes: ['account', 'token'] }, 5)))
  })

  test.each<[string, Partial<Note>]>([
    ['origin', { origin: 'https://app.example:8443' }],
    ['name', { name: 'Seerr' }],
    ['question', { asked: 'account.get' }],
    ['scopes', { scopes: ['token'] }],
    ['answer', { answered: 'denied' }],
    ['reason', { reason: 'offline' }],
  ])('of another %s is not like it', (_what, changes) => {
    expect(likeness(tally(changes))).not.toBe(likeness(tally()))
  })

  test.each([
    'https://app.example/path?X-Plex-Token=aB3',
    'https://ann:aB3@app.example/',
    'HTTPS://APP.example#aB3',
  ])('from %s keeps the origin alone', (origin) => {
    expect(tally({ origin }).origin).toBe('https://app.example')
  })

  test.each([
    ['a token', 'xY3zNotARealToken_1-'],
    ['a sentence', 'because I want it'],
    ['something long', 'a'.repeat(41)],
    ['nothing', ''],
  ])('takes %s for no word', (_what, text) => {
    expect(tally({ asked: text, reason: text })).toMatchObject({ asked: 'other', reason: 'other' })
  })

  test.each(['access.request', 'grant.expired', 'rate_limited', 'plex_unavailable'])(
    'takes %s for a word',
    (text) => {
      expect(tally({ asked: text, reason: text })).toMatchObject({ asked: text, reason: text })
    },
  )
})

describe('one entry', () => {
  test('spans less than a minute, whichever way the clock goes', () => {
    expect([0, 59_999, 60_000].map((at) => isOneEntry(0, at))).toEqual([true, true, false])
    expect([0, 59_999, 60_000].map((at) => isOneEntry(at, 0))).toEqual([true, true, false])
  })

  test('has the first time, the last time and the count of both', () => {
    const [one, other] = [
      { ...tally({}, 30), last: 40, count: 2 },
      { ...tally({}, 10), last: 35, count: 3 },
    ]
    expect(join(one, other)).toEqual({ ...one, at: 10, last: 40, count: 5 })
    expect(join(other, one)).toEqual({ ...one, at: 10, last: 40, count: 5 })
  })

  test('is not made of two that would span a minute together', () => {
    expect(join(tally({}, 0), { ...tally({}, 50_000), last: 60_000 })).toBeNull()
    expect(join(tally({}, 60_000), tally({}, 0))).toBeNull()
  })
})

describe('a stored entry', () => {
  test('is read without what is stored beside it', () => {
    expect(readEntry({ ...ENTRY, like: 'x', later: 1 })).toEqual(ENTRY)
  })

  test('of before there were names is read, and joined by its like', () => {
    const { name, ...former } = ENTRY
    expect([name, readEntry(former)]).toEqual(['', ENTRY])
    expect(likeness(ENTRY)).toBe('["https://app.example","token.get",[],"given",null]')
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'entry'],
    ['an id that is none', { ...ENTRY, id: 'x' }],
    ['a time that is none', { ...ENTRY, at: Number.NaN }],
    ['an endless time', { ...ENTRY, last: Number.POSITIVE_INFINITY }],
    ['an answer that nobody knows', { ...ENTRY, answered: 'maybe' }],
    ['scopes that are none', { ...ENTRY, scopes: [1] }],
    ['half a count', { ...ENTRY, count: 0.5 }],
    ['no count', { ...ENTRY, count: 0 }],
    ['no reason at all', { ...ENTRY, reason: undefined }],
  ])('that is or has %s is damaged', (_what, raw) => {
    expect(readEntry(raw)).toBeNull()
  })
})
