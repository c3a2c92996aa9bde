import { describe, expect, test } from 'vitest'
import { Token } from '../plex/token.ts'
import { ANN, BOB } from '../test-support/accounts-world.ts'
import { APP, guestOfAnn, OTHER, UNAUTHORIZED } from '../test-support/page-world.ts'
import { IDENTITY } from '../test-support/plex-server.ts'

const ALL = { scopes: ['account', 'servers', 'token'] } as const
const SERVER = {
  name: 'Attic',
  clientIdentifier: 'server-1',
  owned: true,
  version: '1.42',
  connections: [{ uri: 'https://attic.example', local: true, relay: false }],
}

async function guestWithServers(wish: object) {
  const world = await guestOfAnn(wish)
  const secret = { accessToken: new Token('for-the-attic') }
  world.plex.servers = [
    { ...SERVER, owner: '', ...secret },
    { ...SERVER, owner: 'Bob', clientIdentifier: 'server-2', accessToken: null },
  ]
  return world
}

describe('the account', () => {
  const { email, ...rest } = ANN

  test('comes without its e-mail address', async () => {
    const { page } = await guestOfAnn({ scopes: ['account'] })
    const answer = await page.ask('account.get')
    expect(answer).toMatchObject({ result: rest })
    expect(JSON.stringify(page.heard)).not.toContain(email)
  })

  test('comes with it where the person ticked that', async () => {
    const { page } = await guestOfAnn({ scopes: ['account'], email: true })
    expect(await page.ask('account.get')).toEqual({
      jsonrpc: '2.0',
      id: 1,
      result: { ...rest, email },
    })
  })

  test('is asked for at Plex where nobody knows it yet, and then never again', async () => {
    const { page, plex, accounts, store, ann } = await guestOfAnn({ scopes: ['account'] })
    const account = await accounts.get(ann)
    const nameless = { v: 1, data: { ...account, user: null } }
    await store.write({ key: `account:${ann}`, raw: nameless })
    for (let n = 0; n < 2; n++) {
      expect(await page.ask('account.get')).toMatchObject({ result: rest })
    }
    expect(plex.calls).toEqual(['getUser client-1'])
  })

  test('is the one that the person chose for this site', async () => {
    const { page, signIn, give, visit } = await guestOfAnn({ scopes: ['account'] })
    await give(OTHER, { scopes: ['account'], accountId: await signIn(BOB) })
    expect(await page.ask('account.get')).toMatchObject({ result: { username: 'ann' } })
    expect(await visit(OTHER).ask('account.get')).toMatchObject({ result: { username: 'bob' } })
  })
})

describe('servers', () => {
  test.each(['site', 'account'] as const)(
    'are asked for with the token and the identity of the grant: %s',
    async (tokenKind) => {
      const { page, plex, grants } = await guestWithServers({ scopes: ['servers'], tokenKind })
      const grant = await grants.live(APP)
      await page.ask('servers.list')
      expect(plex.calls).toEqual([
        `listServers ${grant?.clientIdentifier ?? IDENTITY.clientIdentifier}`,
      ])
      expect(grant?.clientIdentifier === null).toBe(tokenKind === 'account')
    },
  )

  test('come without their tokens where the site may have none', async () => {
    const { page } = await guestWithServers({ scopes: ['servers'] })
    const { result } = (await page.ask('servers.list')) as { result: object[] }
    expect(result).toEqual([SERVER, { ...SERVER, clientIdentifier: 'server-2' }])
    expect(JSON.stringify(page.heard)).not.toContain('for-the-attic')
  })

  test('come with their tokens where the site may have tokens', async () => {
    const { page } = await guestWithServers(ALL)
    const { result } = (await page.ask('servers.list')) as { result: object[] }
    expect(result).toEqual([
      { ...SERVER, accessToken: 'for-the-attic' },
      { ...SERVER, clientIdentifier: 'server-2' },
    ])
  })
})

describe('a token', () => {
  test('of the site’s own comes with the identity that it was made for', async () => {
    const { page, plex, grants } = await guestOfAnn({ duration: 'hour' })
    const grant = await grants.live(APP)
    const { result } = (await page.ask('token.get')) as { result: { token: string } }
    expect(result).toEqual({
      token: expect.any(String),
      kind: 'site',
      clientIdentifier: grant?.clientIdentifier,
      product: 'app.example via Foyer',
      expiresAt: grant?.expiresAt,
    })
    expect(plex.living.get(result.token)).toMatchObject({ userId: ANN.id })
  })

  test('of the account comes with our own', async () => {
    const { page, plex } = await guestOfAnn({ tokenKind: 'account' })
    const { result } = (await page.ask('token.get')) as { result: { token: string } }
    expect(result).toEqual({
      ...IDENTITY,
      token: expect.any(String),
      kind: 'account',
      expiresAt: null,
    })
    expect(plex.living.get(result.token)?.identifier).toBe(IDENTITY.clientIdentifier)
  })

  test('of one site is never that of another, nor the account’s', async () => {
    const { page, give, visit, accounts, ann } = await guestOfAnn({})
    await give(OTHER)
    const answers = [await page.ask('token.get'), await visit(OTHER).ask('token.get')]
    const found = answers.map((answer) => (answer as { result: { token: string } }).result.token)
    expect(new Set([...found, (await accounts.token(ann))?.reveal()]).size).toBe(3)
  })

  test('of the account is not given where the grant says "site" and has none', async () => {
    const { page, store, grants } = await guestOfAnn({})
    const damaged = { v: 1, data: { ...(await grants.live(APP)), clientIdentifier: null } }
    await store.write({ key: `grant:${APP}`, raw: damaged })
    expect(await grants.live(APP)).toMatchObject({ tokenKind: 'site', clientIdentifier: null })
    for (const params of [{}, { refresh: true }]) {
      expect(await page.ask('token.get', params)).toMatchObject(UNAUTHORIZED)
    }
  })
})

describe.each([
  ['account.get', ['servers', 'token']],
  ['servers.list', ['account', 'token']],
  ['token.get', ['account', 'servers']],
] as const)('%s', (method, others) => {
  test('needs its own scope: the others are of no use', async () => {
    const { page, plex } = await guestOfAnn({ scopes: others })
    expect(await page.ask(method)).toMatchObject(UNAUTHORIZED)
    expect(plex.calls).toEqual([])
  })

  test('needs a grant', async () => {
    const { page, plex } = await guestOfAnn()
    expect(await page.ask(method)).toMatchObject(UNAUTHORIZED)
    expect(plex.calls).toEqual([])
  })

  test('needs the tab whose visit it is, where it is for one', async () => {
    const { visit } = await guestOfAnn({ ...ALL, duration: 'once', tabId: 8 })
    expect(await visit(APP, { tab: { id: 9 } }).ask(method)).toMatchObject(UNAUTHORIZED)
    expect(await visit(APP, { tab: { id: 8 } }).ask(method)).toHaveProperty('result')
  })
})
