import { describe, expect, test } from 'vitest'
import type { PlexClient } from '../plex/client.ts'
import { GRANTS } from '../sites/grant-records.ts'
import { drop } from '../storage/store.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { APP, guestOfAnn, pageWorld, TAB, UNAUTHORIZED } from '../test-support/page-world.ts'

type World = Awaited<ReturnType<typeof guestOfAnn>>

const WISH = { scopes: ['account', 'servers', 'token'], duration: 'hour', email: true } as const

/** What asks Plex, and by which of its methods. */
const ASKED: [method: string, params: object | undefined, plex: keyof PlexClient][] = [
  ['account.get', undefined, 'getUser'],
  ['servers.list', undefined, 'listServers'],
  ['token.get', { refresh: true }, 'getUser'],
]

const MEANWHILE: [what: string, (world: World) => unknown][] = [
  ['is revoked', ({ grants }) => grants.end(APP, 'revoked')],
  [
    'is revoked, at Plex as well',
    async ({ grants, endAtPlex }) => {
      await grants.end(APP, 'revoked')
      await endAtPlex()
    },
  ],
  ['ends with its site', ({ sites }) => sites.remove(APP)],
  ['is given up by another tab', ({ visit }) => visit().ask('access.release')],
  ['runs out', ({ clock }) => clock.set(clock.now() + 3_600_000)],
  ['loses the scope', ({ give }) => give(APP, { scopes: [], tokenKind: 'account' })],
  [
    'goes to another account',
    async ({ give, signIn }) => {
      await give(APP, { ...WISH, accountId: await signIn(BOB) })
    },
  ],
  ['goes to another tab', ({ give }) => give(APP, { ...WISH, duration: 'once', tabId: 8 })],
  ['loses its account', ({ accounts, ann }) => accounts.signOut(ann)],
]

describe.each(ASKED)('%s %j', (method, params, plexMethod) => {
  test.each(MEANWHILE)(
    'gives nothing where the grant %s while Plex answers',
    async (_w, happen) => {
      const world = await guestOfAnn(WISH)
      const { page, plex, accounts, ann, store } = world
      // Nobody knows yet who she is, so that there is something to ask.
      const nameless = { ...(await accounts.get(ann)), user: null }
      if (method === 'account.get') {
        await store.write({ key: `account:${ann}`, raw: { v: 1, data: nameless } })
      }
      const answer = plex.hold(plexMethod)
      const id = page.send(method, params)
      await answer.asked
      await happen(world)
      answer.answer()
      expect(await page.answer(id)).toMatchObject(UNAUTHORIZED)
      const heard = JSON.stringify(page.heard)
      for (const secret of [...plex.living.keys(), 'ann@example.org']) {
        expect(heard).not.toContain(`"${secret}"`)
      }
    },
  )
})

test('a token that is revoked while Plex is asked about it is not made anew', async () => {
  const { page, plex, grants, endAtPlex, tokens } = await guestOfAnn({})
  const answer = plex.hold('getUser')
  const id = page.send('token.get', { refresh: true })
  await answer.asked
  await grants.end(APP, 'revoked')
  await endAtPlex()
  answer.answer()
  expect(await page.answer(id)).toMatchObject(UNAUTHORIZED)
  expect([plex.count('linkPin'), await tokens.pending()]).toEqual([0, []])
})

test('a token that is revoked while Plex makes it anew is given to nobody, and ended', async () => {
  const { page, plex, grants, endAtPlex, tokens } = await guestOfAnn({})
  const held = await tokens.held((await grants.live(APP))?.clientIdentifier ?? '')
  plex.living.delete(held?.token.reveal() ?? '')
  const linking = plex.hold('linkPin')
  const id = page.send('token.get', { refresh: true })
  await linking.asked
  await grants.end(APP, 'revoked')
  linking.answer()
  expect(await page.answer(id)).toMatchObject(UNAUTHORIZED)
  await endAtPlex()
  expect(await tokens.pending()).toEqual([])
  const clients = [...plex.living.values()].map(({ identifier }) => identifier)
  expect(clients).toEqual(['client-1'])
})

test('a token of the account is not given where its site may have only its own by then', async () => {
  const { page, plex, give, accounts, ann } = await guestOfAnn({ tokenKind: 'account' })
  const answer = plex.hold('getUser')
  const id = page.send('token.get', { refresh: true })
  await answer.asked
  await give(APP, { tokenKind: 'site' })
  answer.answer()
  expect(await page.answer(id)).toMatchObject(UNAUTHORIZED)
  expect(JSON.stringify(page.heard)).not.toContain((await accounts.token(ann))?.reveal())
})

test('a token that a stop left behind without its grant is not made anew', async () => {
  const { page, plex, store } = await guestOfAnn({})
  const answer = plex.hold('getUser')
  const id = page.send('token.get', { refresh: true })
  await answer.asked
  await store.write(drop(GRANTS, APP))
  plex.living.clear()
  answer.answer()
  expect(await page.answer(id)).toMatchObject(UNAUTHORIZED)
  expect(plex.count('createPin')).toBe(0)
})

test('a private window that is shut out while Plex answers gets nothing', async () => {
  const world = pageWorld()
  const { plex, settings, signIn, give, visit } = world
  await signIn()
  await settings.change({ privateWindows: true })
  await give(APP, { scopes: ['servers'], isPrivate: true })
  const page = visit(APP, { tab: { id: TAB, incognito: true } })
  const answer = plex.hold('listServers')
  const id = page.send('servers.list')
  await answer.asked
  await settings.change({ privateWindows: false })
  answer.answer()
  expect(await page.answer(id)).toMatchObject(UNAUTHORIZED)
})
