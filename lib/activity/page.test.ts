import { describe, expect, test } from 'vitest'
import { type Answered, type Entry, tallyOf } from './entry.ts'
import { pageOf } from './page.ts'

function entry(id: number, origin: string, answered: Answered): Entry {
  return { ...tallyOf({ origin, asked: 'token.get', answered }, id), id }
}

const LOG = [
  entry(1, 'https://one.example', 'given'),
  entry(2, 'https://two.example', 'denied'),
  entry(5, 'https://one.example', 'denied'),
  entry(9, 'http://192.168.0.2:5055', 'given'),
]
const idsOf = (query: Partial<Parameters<typeof pageOf>[1]>) => {
  const { entries, total } = pageOf(LOG, { limit: 10, ...query })
  return [entries.map(({ id }) => id), total]
}

describe('a page of the log', () => {
  test('has the newest first, and how many there are', () => {
    expect(idsOf({})).toEqual([[9, 5, 2, 1], 4])
    expect(idsOf({ limit: 2 })).toEqual([[9, 5], 4])
    expect(idsOf({ limit: 0 })).toEqual([[], 4])
    expect(idsOf({ limit: -1 })).toEqual([[], 4])
  })

  test('goes on where another ended, also when that entry is gone', () => {
    expect(idsOf({ limit: 2, before: 5 })).toEqual([[2, 1], 4])
    expect(idsOf({ before: 4 })).toEqual([[2, 1], 4])
    expect(idsOf({ before: 1 })).toEqual([[], 4])
  })

  test.each([
    ['one', [5, 1]],
    [' ONE.ex ', [5, 1]],
    [':5055', [9]],
    ['', [9, 5, 2, 1]],
    ['.*', []],
  ])('finds the text %j in an origin', (search, ids) => {
    expect(idsOf({ search })).toEqual([ids, ids.length])
  })

  test('finds the name of what has no origin', () => {
    const named = { ...entry(3, '', 'allowed'), name: 'Seerr' }
    expect(pageOf([...LOG, named], { limit: 9, search: 'SEE' }).entries).toEqual([named])
  })

  test('finds an answer, alone and together with a text', () => {
    expect(idsOf({ answered: 'denied' })).toEqual([[5, 2], 2])
    expect(idsOf({ answered: 'denied', search: 'one' })).toEqual([[5], 1])
    expect(idsOf({ answered: 'ended' })).toEqual([[], 0])
    expect(idsOf({ answered: 'denied', limit: 1, before: 5 })).toEqual([[2], 2])
  })
})
