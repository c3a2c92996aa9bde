import { describe, expect, test } from 'vitest'
import { ask, WORK } from '../test-support/asks.ts'
import { settle } from '../test-support/clock.ts'
import { deskWorld, hear, onlyId } from '../test-support/desk-world.ts'

describe('after a restart', () => {
  test('a request that is sent again joins its approval and hears the decision', async () => {
    const { boot, clock } = deskWorld()
    hear(boot(), ask('a'))
    await settle()
    clock.drop()
    const desk = boot()
    const again = hear(desk, ask('a'))
    await clock.advance(6_000)
    expect(again.queued).toBe(0)
    await desk.allowed(await onlyId(desk))
    await settle()
    expect(again.decision).toBe('allowed')
  })

  test('a request that was denied while nobody listened hears of it', async () => {
    const { boot } = deskWorld()
    hear(boot(), ask('a'))
    await settle()
    const desk = boot()
    await desk.denied(await onlyId(desk), true)
    const again = hear(desk, ask('a'))
    await settle()
    expect(again.decision).toBe('denied')
  })

  test('a request that is not sent again within five seconds is dropped', async () => {
    const { boot, clock } = deskWorld()
    const before = boot()
    hear(before, ask('a'))
    hear(before, ask('b', { origin: 'https://other.example' }))
    await settle()
    clock.drop()
    const desk = boot()
    hear(desk, ask('b', { origin: 'https://other.example' }))
    await clock.advance(4_999)
    expect(await desk.open()).toHaveLength(2)
    await clock.advance(1)
    expect((await desk.open()).map(({ waiters }) => waiters)).toEqual([['b']])
  })

  test('a request that is dropped has what was begun for it undone', async () => {
    const { boot, clock, dropped } = deskWorld()
    const before = boot()
    hear(before, ask('a'))
    await settle()
    await before.workOn(await onlyId(before), WORK)
    clock.drop()
    boot()
    await clock.advance(5_000)
    expect(dropped).toEqual([WORK])
  })

  test('a request that was just being given what was allowed hears of it when that is over', async () => {
    const { boot } = deskWorld()
    const before = boot()
    hear(before, ask('a'))
    await settle()
    await before.workOn(await onlyId(before), WORK)
    const desk = boot()
    const again = hear(desk, ask('a'), async () => true)
    const other = hear(desk, ask('b'), async () => true)
    await settle()
    expect([again.decision, other.decision]).toEqual([null, 'allowed'])
    await desk.allowed(await onlyId(desk))
    await settle()
    expect(again.decision).toBe('allowed')
  })
})
