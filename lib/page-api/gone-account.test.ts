import { describe, expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { APP, error, pageWorld } from '../test-support/page-world.ts'

const TOKEN = { scopes: ['token'] }

/** A stop came between the end of the account and that of its grants. */
async function guestOfAnn(hasBob: boolean) {
  const world = pageWorld()
  await world.allow(APP, { accountId: 'ann' })
  Object.assign(world.account, { health: null, hasBob })
  const page = world.visit()
  await settle()
  return { ...world, page }
}

describe('a grant whose account is gone', () => {
  test.each([true, false])('is none to look at, whoever else is signed in: %j', async (hasBob) => {
    const { page } = await guestOfAnn(hasBob)
    const state = { grant: null, linked: hasBob }
    expect(page.heard).toMatchObject([{ method: 'foyer.changed', params: state }])
    expect(await page.ask('foyer.state')).toMatchObject({ result: state })
  })

  test.each([undefined, { refresh: true }])('gives nobody a token: %j', async (params) => {
    for (const hasBob of [true, false]) {
      const { page } = await guestOfAnn(hasBob)
      const answer = await page.ask('token.get', params)
      expect(answer).toMatchObject(error(4100, 'unauthorized', false))
    }
  })

  test('answers no request for access: the person is asked anew', async () => {
    const { page, desk } = await guestOfAnn(true)
    expect(await page.ask('access.request', TOKEN)).toBeUndefined()
    expect(await desk.open()).toHaveLength(1)
  })

  test('is 4900 for who asks for access where nobody is signed in', async () => {
    const { page, desk } = await guestOfAnn(false)
    const answer = await page.ask('access.request', TOKEN)
    expect(answer).toMatchObject(error(4900, 'not_linked', false))
    expect(await desk.open()).toEqual([])
  })
})
