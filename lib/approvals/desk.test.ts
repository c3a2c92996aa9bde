import { describe, expect, test } from 'vitest'
import { ask, WORK } from '../test-support/asks.ts'
import { settle } from '../test-support/clock.ts'
import { deskWorld, hear, onlyId } from '../test-support/desk-world.ts'
import type { Desk } from './desk.ts'

describe('a request at the desk', () => {
  test.each([
    ['allowed', (desk: Desk, id: string) => desk.allowed(id)],
    ['denied', (desk: Desk, id: string) => desk.denied(id, true)],
  ])('waits until it is %s, and all who joined hear it', async (decision, decide) => {
    const desk = deskWorld().boot()
    const [one, two] = [hear(desk, ask('a')), hear(desk, ask('b'))]
    await settle()
    expect([one.decision, two.decision]).toEqual([null, null])
    expect([one.queued, two.queued]).toEqual([1, 0])
    await decide(desk, await onlyId(desk))
    await settle()
    expect([one.decision, two.decision]).toEqual([decision, decision])
    expect(await desk.open()).toEqual([])
  })

  test('is told at once where it may not wait', async () => {
    const desk = deskWorld().boot()
    hear(desk, ask('a'))
    const other = hear(desk, ask('b', { scopes: ['account'] }))
    await settle()
    expect([other.decision, other.queued]).toEqual(['pending', 0])
  })

  test('whose page went away is gone, and its approval with it', async () => {
    const { boot, changes } = deskWorld()
    const desk = boot()
    const heard = hear(desk, ask('s1/1'))
    await settle()
    const before = changes()
    await desk.left((waiter) => waiter.startsWith('s2/'))
    expect(changes()).toBe(before)
    await desk.left((waiter) => waiter.startsWith('s1/'))
    await settle()
    expect([heard.decision, await desk.open()]).toEqual(['gone', []])
  })

  test('of many pages at once is one approval an origin, and none is lost', async () => {
    const desk = deskWorld().boot()
    for (let n = 0; n < 20; n++) hear(desk, ask(`w${n}`, { origin: `https://s${n % 4}.example` }))
    await settle()
    expect((await desk.open()).map(({ waiters }) => waiters.length)).toEqual([5, 5, 5, 5])
  })

  test('is not there for who has nothing to decide', async () => {
    const { boot, changes } = deskWorld()
    const desk = boot()
    await desk.allowed('unknown')
    await desk.denied('unknown', true)
    expect(await desk.find('unknown')).toBeNull()
    expect(changes()).toBe(0)
  })
})

describe('an approval in the toolbar popup', () => {
  test('that closed without a decision is denied a minute later', async () => {
    const { boot, clock, alarms } = deskWorld()
    const desk = boot()
    const heard = hear(desk, ask('a'))
    await desk.shown(true)
    await desk.shown(false)
    expect(alarms).toEqual([clock.now() + 60_000])
    await clock.advance(59_999)
    await desk.sweep()
    expect(heard.decision).toBeNull()
    await clock.advance(1)
    await desk.sweep()
    await settle()
    expect(heard.decision).toBe('denied')
  })

  test('has undone what was begun for it, when it ends so', async () => {
    const { boot, clock, dropped } = deskWorld()
    const desk = boot()
    hear(desk, ask('a'))
    await settle()
    const refused = { ...WORK, state: 'refused', trouble: 'network' } as const
    await desk.workOn(await onlyId(desk), refused)
    await desk.shown(false)
    await clock.advance(60_000)
    await desk.sweep()
    expect(dropped).toEqual([refused])
  })

  test('that is opened again in time is not', async () => {
    const { boot, clock } = deskWorld()
    const desk = boot()
    const heard = hear(desk, ask('a'))
    await desk.shown(false)
    await clock.advance(30_000)
    await desk.shown(true)
    await clock.advance(90_000)
    await desk.sweep()
    expect(heard.decision).toBeNull()
  })

  test('costs nothing where none waits', async () => {
    const { boot, alarms, session } = deskWorld()
    await boot().shown(false)
    expect([alarms, session.writes]).toEqual([[], []])
  })
})

test('a decision that could not be written is not told', async () => {
  const { boot, session } = deskWorld()
  const desk = boot()
  const heard = hear(desk, ask('a'))
  await settle()
  const id = await onlyId(desk)
  session.broken = 'set'
  await expect(desk.allowed(id)).rejects.toThrow()
  session.broken = null
  expect(heard.decision).toBeNull()
  await desk.allowed(id)
  await settle()
  expect(heard.decision).toBe('allowed')
})

describe('a request that the person allowed', () => {
  test('is worked on as long as it is there', async () => {
    const desk = deskWorld().boot()
    hear(desk, ask('a'))
    await settle()
    const id = await onlyId(desk)
    expect(await desk.workOn(id, WORK)).toBe(true)
    expect((await desk.find(id))?.work).toEqual(WORK)
    await desk.denied(id, true)
    expect([await desk.workOn(id, WORK), await desk.open()]).toEqual([false, []])
  })

  test('is worked on only from where it is, if that matters', async () => {
    const desk = deskWorld().boot()
    hear(desk, ask('a'))
    await settle()
    const id = await onlyId(desk)
    expect(await desk.workOn(id, WORK, 'at_plex')).toBe(false)
    expect((await desk.find(id))?.work).toBeNull()
    await desk.workOn(id, { ...WORK, state: 'at_plex' })
    expect(await desk.workOn(id, WORK, 'at_plex')).toBe(true)
    expect((await desk.find(id))?.work).toEqual(WORK)
  })

  test('is given before anybody hears of it, and can not end in between', async () => {
    const { boot, dropped } = deskWorld()
    const desk = boot()
    const heard = hear(desk, ask('a'))
    await settle()
    const id = await onlyId(desk)
    await desk.workOn(id, WORK)
    let give = () => {}
    const given = desk.allowed(id, async () => {
      await new Promise<void>((resolve) => {
        give = resolve
      })
      return true
    })
    const [denying, leaving] = [desk.denied(id, true), desk.left(() => true)]
    await settle()
    expect(heard.decision).toBeNull()
    give()
    expect(await given).toBe(true)
    await Promise.all([denying, leaving])
    expect([heard.decision, dropped]).toEqual(['allowed', []])
  })

  test('that can not be given any more waits on, for who knows why', async () => {
    const desk = deskWorld().boot()
    const heard = hear(desk, ask('a'))
    await settle()
    const id = await onlyId(desk)
    expect(await desk.allowed(id, async () => false)).toBe(false)
    await expect(desk.allowed(id, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect([heard.decision, await desk.open()]).toMatchObject([null, [{ id }]])
  })

  test('and has ended is given nothing', async () => {
    const desk = deskWorld().boot()
    let given = 0
    expect(await desk.allowed('unknown', async () => ++given > 0)).toBe(false)
    expect(given).toBe(0)
  })

  test.each<[string, (desk: Desk, id: string) => Promise<unknown>, number]>([
    ['denied', (desk, id) => desk.denied(id, true), 1],
    ['left by its page', (desk) => desk.left(() => true), 1],
    ['allowed', (desk, id) => desk.allowed(id), 0],
    ['left by another page', (desk) => desk.left((waiter) => waiter === 'b'), 0],
  ])('and is %s: what was begun for it is to be undone', async (_, happens, times) => {
    const { boot, dropped } = deskWorld()
    const desk = boot()
    hear(desk, ask('a'))
    hear(desk, ask('b'))
    await settle()
    const id = await onlyId(desk)
    await desk.workOn(id, WORK)
    await happens(desk, id)
    expect(dropped).toEqual(times ? [WORK] : [])
  })
})
