import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { decode, defineCollection, encode, keyOf, UnusableRecord } from './collection.ts'

const schema = v.object({ name: v.string(), age: v.number() })
const PEOPLE = defineCollection('person', 3, schema, {
  1: (data) => ({ ...(data as object), age: 0 }),
  2: (data) => ({ ...(data as { age: number }), age: (data as { age: number }).age + 1 }),
})

function reasonFor(raw: unknown): string | null {
  try {
    decode(PEOPLE, 'person:a', raw)
    return null
  } catch (error) {
    return error instanceof UnusableRecord ? `${error.key} ${error.reason}` : String(error)
  }
}

describe('a stored record', () => {
  test('comes back as it was put', () => {
    const ann = { name: 'Ann', age: 7 }
    expect(decode(PEOPLE, 'person:a', encode(PEOPLE, ann))).toEqual(ann)
  })

  test('bears its version', () => {
    expect(encode(PEOPLE, { name: 'Ann', age: 7 })).toMatchObject({ v: 3 })
    expect(keyOf(PEOPLE, 'a')).toBe('person:a')
  })

  test.each([
    [1, { name: 'Ann' }, 1],
    [2, { name: 'Ann', age: 7 }, 8],
    [3, { name: 'Ann', age: 7 }, 7],
  ])('of version %i goes through the migrations after it and no others', (version, data, age) => {
    expect(decode(PEOPLE, 'person:a', { v: version, data })).toEqual({ name: 'Ann', age })
  })

  test('of a newer version is left alone', () => {
    expect(reasonFor({ v: 4, data: { name: 'Ann', age: 7 } })).toBe('person:a newer')
  })

  test.each([
    ['nothing', null],
    ['a text', 'x'],
    ['no version', { data: {} }],
    ['a version without a migration', { v: 0, data: {} }],
    ['a version between two', { v: 1.5, data: {} }],
    ['another shape', { v: 3, data: { name: 'Ann' } }],
    ['something its migration chokes on', { v: 2, data: null }],
  ])('that is %s is damaged', (_what, raw) => {
    expect(reasonFor(raw)).toBe('person:a damaged')
  })

  test('says nothing of its content when it is damaged', () => {
    expect(() => decode(PEOPLE, 'person:a', { v: 3, data: 'secret' })).toThrow(
      'The stored record "person:a" is damaged',
    )
  })
})
