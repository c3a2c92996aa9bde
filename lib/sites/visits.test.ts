import { describe, expect, test } from 'vitest'
import { memoryArea } from '../test-support/memory-area.ts'
import { createVisits } from './visits.ts'

describe('a visit', () => {
  test('is known from its beginning to its end, also after a stop', async () => {
    const area = memoryArea()
    await createVisits(area).begin(7)
    const visits = createVisits(area)
    expect([await visits.has(7), await visits.has(8)]).toEqual([true, false])
    await visits.end(7)
    expect([await visits.has(7), await createVisits(area).has(7)]).toEqual([false, false])
  })

  test('is not lost to another that begins or ends in the same moment', async () => {
    const area = memoryArea()
    const visits = createVisits(area)
    await Promise.all([visits.begin(1), visits.begin(2), visits.end(1), visits.begin(3)])
    const next = createVisits(area)
    expect(await Promise.all([1, 2, 3].map(next.has))).toEqual([false, true, true])
  })

  test('of all other tabs costs nothing', async () => {
    const area = memoryArea()
    let reads = 0
    area.beforeAnswer = async () => void reads++
    const visits = createVisits(area)
    for (let tab = 0; tab < 100; tab++) {
      await visits.has(tab)
      await visits.end(tab)
    }
    expect([reads, area.writes]).toEqual([1, []])
  })

  test('that could not be written is not taken for one', async () => {
    const area = memoryArea()
    const visits = createVisits(area)
    area.broken = 'set'
    await expect(visits.begin(7)).rejects.toThrow()
    area.broken = null
    expect(await visits.has(7)).toBe(false)
    await visits.begin(7)
    expect(await createVisits(area).has(7)).toBe(true)
  })
})
