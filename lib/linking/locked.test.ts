import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'

const WORDS = 'four words or more'
const CANCELLED = { phase: 'cancelled', kind: 'short', byLock: true }

/** A short PIN waits, and there is a passphrase. */
async function waiting() {
  const world = tokensWorld()
  const app = world.boot()
  await app.lock.set(WORDS, '')
  await app.link.start('short')
  await settle()
  expect((await app.links.load()).phase).toBe('waiting')
  return { world, app }
}

describe('a link that waits', () => {
  test('is cancelled by the lock, and stays so after the unlock', async () => {
    const { world, app } = await waiting()
    await app.lock.lock()
    await settle()
    expect(await app.links.load()).toEqual(CANCELLED)
    await app.lock.unlock(WORDS)
    expect(await app.links.load()).toEqual(CANCELLED)
    expect(await world.boot().links.load()).toEqual(CANCELLED)
  })

  test('is cancelled where the browser was closed over it', async () => {
    const { world } = await waiting()
    await world.closeBrowser()
    const app = world.boot()
    expect(await app.links.load()).toEqual(CANCELLED)
    await app.wake()
    await app.lock.unlock(WORDS)
    expect(await app.links.load()).toEqual(CANCELLED)
    await app.link.start('short')
    await settle()
    expect((await app.links.load()).phase).toBe('waiting')
  })

  test('of the first version is read still', async () => {
    const world = tokensWorld()
    await world.local.set({ 'link:current': { v: 1, data: { phase: 'cancelled', kind: 'short' } } })
    expect(await world.boot().links.load()).toEqual({ phase: 'cancelled', kind: 'short' })
  })
})
