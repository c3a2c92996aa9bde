import { expect, test } from 'vitest'
import { memoryArea } from '../test-support/memory-area.ts'
import { createBrowserSession } from './browser-session.ts'

test('a session of the browser has one name, for all who ask and for the next background', async () => {
  const area = memoryArea()
  const session = createBrowserSession(area)
  const [one, two] = await Promise.all([session(), session()])
  expect(two).toBe(one)
  expect(await createBrowserSession(area)()).toBe(one)
})

test('the next session has another', async () => {
  const one = await createBrowserSession(memoryArea())()
  expect(await createBrowserSession(memoryArea())()).not.toBe(one)
})

test('a name that could not be written is none: the next who asks gets one that lasts', async () => {
  const area = memoryArea()
  const session = createBrowserSession(area)
  area.broken = 'set'
  await expect(session()).rejects.toThrow()
  area.broken = null
  expect(await createBrowserSession(area)()).toBe(await session())
})
