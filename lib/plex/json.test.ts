import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson } from './json.ts'

test('an integer beyond 2^53 keeps its digits, as text', () => {
  expect(parseJson('{"id":9223372036854775807,"n":-12345678901234567890}')).toEqual({
    id: '9223372036854775807',
    n: '-12345678901234567890',
  })
})

test('an integer that fits stays a number, up to the last one that does', () => {
  expect(parseJson('[0,-1,9007199254740991,9007199254740992]')).toEqual([
    0,
    -1,
    9007199254740991,
    '9007199254740992',
  ])
})

test('a text stays a text, even one that looks like a number', () => {
  expect(parseJson('["12345678901234567890","1","[]"]')).toEqual([
    '12345678901234567890',
    '1',
    '[]',
  ])
})

test('every integer keeps every digit', () => {
  fc.assert(
    fc.property(fc.bigInt(), (n) => {
      expect(String(parseJson(String(n)))).toBe(String(n))
    }),
  )
})

test('all else is as JSON.parse has it', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      fc.pre(!/\d{16}/.test(text))
      expect(parseJson(text)).toEqual(JSON.parse(text))
    }),
  )
})

test('what is not JSON is refused', () => {
  expect(() => parseJson('{"id":1')).toThrow(SyntaxError)
})
