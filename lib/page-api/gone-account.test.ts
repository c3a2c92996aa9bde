import { describe, expect, test } from 'vitest'
import { ACCOUNTS } from '../accounts/account.ts'
import { drop } from '../storage/store.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { settle } from '../test-support/clock.ts'
import { error, guestOfAnn, UNAUTHORIZED } from '../test-support/page-world.ts'

const TOKEN = { scopes: ['token'] }

/** A stop came between the end of the account and that of its grants. */
const GONE: [how: string, (world: World) => Promise<unknown>][] = [
  ['is gone', ({ store, ann }) => store.write(drop(ACCOUNTS, ann))],
  ['is being signed out', ({ accounts, ann }) => accounts.signOut(ann)],
]

describe.each(GONE)('a grant whose account %s', (_how, leave) => {
  async function guest(hasBob: boolean) {
    const world = await guestOfAnn({})
    if (hasBob) await world.signIn(BOB)
    await leave(world)
    const page = world.visit()
    await settle()
    return { ...world, page }
  }

  test.each([true, false])('is none to look at, whoever else is signed in: %j', async (hasBob) => {
    const { page } = await guest(hasBob)
    const state = { grant: null, linked: hasBob }
    expect(page.states()).toMatchObject([state])
    expect(await page.ask('foyer.state')).toMatchObject({ result: state })
  })

  test.each([undefined, { refresh: true }])('gives nobody a token: %j', async (params) => {
    for (const hasBob of [true, false]) {
      const { page } = await guest(hasBob)
      expect(await page.ask('token.get', params)).toMatchObject(UNAUTHORIZED)
    }
  })

  test('answers no request for access: the person is asked anew', async () => {
    const { page, waiting } = await guest(true)
    page.send('access.request', TOKEN)
    await waiting()
  })

  test('is 4900 for who asks for access where nobody is signed in', async () => {
    const { page, desk } = await guest(false)
    const answer = await page.ask('access.request', TOKEN)
    expect(answer).toMatchObject(error(4900, 'not_linked', false))
    expect(await desk.open()).toEqual([])
  })
})

type World = Awaited<ReturnType<typeof guestOfAnn>>
