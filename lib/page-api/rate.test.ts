import { expect, test } from 'vitest'
import { createRateLimit } from './rate.ts'

function setUp() {
  let time = 0
  const isInMeasure = createRateLimit(() => time)
  const pass = (ms: number) => {
    time += ms
  }
  const count = (origin: string, tries: number) =>
    Array.from({ length: tries }, () => isInMeasure(origin)).filter(Boolean).length
  return { count, pass }
}

test('fifty at once are in measure, the next is not', () => {
  expect(setUp().count('a', 60)).toBe(50)
})

test('ten more a second are, up to fifty again', () => {
  const { count, pass } = setUp()
  count('a', 60)
  pass(1_000)
  expect(count('a', 60)).toBe(10)
  pass(3_600_000)
  expect(count('a', 60)).toBe(50)
})

test('refused requests cost nothing, so that one who slows down is heard again', () => {
  const { count, pass } = setUp()
  count('a', 10_000)
  pass(100)
  expect(count('a', 1)).toBe(1)
})

test('each origin has its own measure', () => {
  const { count } = setUp()
  count('https://a.example', 60)
  expect(count('https://a.example:8443', 60)).toBe(50)
})

test('a clock that is set back gives nothing and takes nothing', () => {
  const { count, pass } = setUp()
  count('a', 20)
  pass(-5_000)
  expect(count('a', 60)).toBe(30)
})
