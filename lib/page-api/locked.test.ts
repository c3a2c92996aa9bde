import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { APP, guestOfAnn, OTHER, UNAUTHORIZED } from '../test-support/page-world.ts'

const WORDS = 'four words or more'
const GIVEN = { scopes: ['account', 'servers', 'token'] } as const

async function lockedGuest() {
  const world = await guestOfAnn(GIVEN)
  const before = await world.page.ask('token.get')
  await world.lock.set(WORDS, '')
  await world.lock.lock()
  await settle()
  return { ...world, before }
}

describe('while Foyer is locked', () => {
  test('a page hears of it, and of the unlock', async () => {
    const { page, lock } = await lockedGuest()
    await lock.unlock(WORDS)
    await settle()
    expect(page.states().map(({ locked }) => locked)).toEqual([false, true, false])
    expect(await page.ask('foyer.state')).toMatchObject({ result: { locked: false } })
  })

  test.each(['token.get', 'servers.list', 'account.get'])(
    '%s waits for the unlock',
    async (method) => {
      const { page, lock } = await lockedGuest()
      const id = page.send(method)
      await settle()
      expect(page.answerTo(id)).toBeUndefined()
      await lock.unlock(WORDS)
      expect(await page.answer(id)).toHaveProperty('result')
    },
  )

  test('the token is the one that it was', async () => {
    const { page, lock, before } = await lockedGuest()
    const id = page.send('token.get', { refresh: true })
    await lock.unlock(WORDS)
    expect(await page.answer(id)).toMatchObject({ result: (before as { result: object }).result })
  })

  test('a page without a grant hears at once that it has none', async () => {
    const { visit, sites } = await lockedGuest()
    await sites.allow(OTHER)
    expect(await visit(OTHER).ask('token.get')).toMatchObject(UNAUTHORIZED)
  })

  test('what was revoked while it waited is not given', async () => {
    const { page, lock, sites } = await lockedGuest()
    const id = page.send('token.get')
    await settle()
    await sites.remove(APP)
    await lock.unlock(WORDS)
    expect(await page.answer(id)).toMatchObject(UNAUTHORIZED)
  })

  test('nothing is asked of Plex, and no account is taken for lost', async () => {
    const { plex, ann, wake, accounts, health, sites, tokens, lock, endAtPlex, errors } =
      await lockedGuest()
    plex.calls.length = 0
    await sites.remove(APP)
    await Promise.all([wake(), health(), endAtPlex()])
    await settle()
    expect(plex.calls).toEqual([])
    expect((await accounts.get(ann))?.health).toBe('ok')
    expect(await tokens.pending()).toMatchObject([{ name: APP, trouble: null }])
    await lock.unlock(WORDS)
    await endAtPlex()
    expect([await tokens.pending(), errors]).toEqual([[], []])
  })
})
