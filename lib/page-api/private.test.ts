import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { APP, guestOfAnn, TAB, UNAUTHORIZED } from '../test-support/page-world.ts'

const IN_PRIVATE = { tab: { id: TAB, incognito: true } }
const TOKEN = { scopes: ['token'] }

describe('a page in a private window', () => {
  test('is told nothing, whatever is given in other windows', async () => {
    const { visit, page, router } = await guestOfAnn({})
    const secret = visit(APP, IN_PRIVATE)
    secret.send('token.get')
    router.changed(APP)
    await settle()
    expect([secret.heard, secret.port.isClosed]).toEqual([['refused'], true])
    expect(await page.ask('token.get')).toHaveProperty('result')
  })

  test('that the person has let in has a grant of its own, or none', async () => {
    const { visit, page, settings, give, grants } = await guestOfAnn({})
    await settings.change({ privateWindows: true })
    const secret = visit(APP, IN_PRIVATE)
    expect(await secret.ask('foyer.state')).toMatchObject({ result: { linked: true, grant: null } })
    expect(await secret.ask('token.get')).toMatchObject(UNAUTHORIZED)
    await give(APP, { isPrivate: true })
    const tokens = []
    for (const asking of [page, secret]) {
      const { result } = (await asking.ask('token.get')) as { result: { token: string } }
      tokens.push(result.token)
    }
    expect(new Set(tokens).size).toBe(2)
    await grants.end(APP, 'revoked')
    expect(await page.ask('token.get')).toMatchObject(UNAUTHORIZED)
    expect(await secret.ask('token.get')).toHaveProperty('result')
  })

  test('asks apart from the pages in other windows, and gives up what is its own', async () => {
    const { visit, page, settings, desk, allow, grants, grantsOf } = await guestOfAnn({})
    await settings.change({ privateWindows: true })
    const secret = visit(APP, IN_PRIVATE)
    const id = secret.send('access.request', TOKEN)
    await allow()
    expect(await secret.answer(id)).toHaveProperty('result')
    expect(await desk.open()).toEqual([])
    expect(await grantsOf(true).live(APP)).not.toBeNull()
    await secret.ask('access.release')
    expect([await grantsOf(true).live(APP), await grants.live(APP)]).toEqual([
      null,
      expect.anything(),
    ])
    expect(await page.ask('token.get')).toHaveProperty('result')
  })

  test('is told that it is shut out, and not what it had', async () => {
    const { visit, page, settings, give, waiting, desk } = await guestOfAnn({})
    await settings.change({ privateWindows: true })
    await give(APP, { isPrivate: true })
    const secret = visit(APP, IN_PRIVATE)
    const asked = secret.send('access.request', { scopes: ['account'] })
    await waiting()
    await settings.change({ privateWindows: false })
    expect(await secret.answer(asked)).toMatchObject(UNAUTHORIZED)
    expect(secret.states().at(-1)).toMatchObject({ grant: null })
    expect(await secret.ask('foyer.state')).toMatchObject(UNAUTHORIZED)
    expect([await desk.open(), page.states().length]).toEqual([[], 1])
  })
})
