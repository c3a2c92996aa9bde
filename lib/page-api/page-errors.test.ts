import { describe, expect, test } from 'vitest'
import { Forbidden, NoNetwork, RateLimited, ServerTrouble } from '../plex/errors.ts'
import { settle } from '../test-support/clock.ts'
import { APP, error, guestOfAnn, UNAUTHORIZED } from '../test-support/page-world.ts'
import { ERRORS } from './protocol.ts'

const TOKEN = { scopes: ['token'] }
const ALL = { scopes: ['account', 'servers', 'token'] } as const

describe('a page is told', () => {
  test('4001 when the person denies', async () => {
    const { page, desk, waiting } = await guestOfAnn()
    const id = page.send('access.request', TOKEN)
    await desk.denied(await waiting(), true)
    expect(await page.answer(id)).toMatchObject(error(4001, 'denied', false))
  })

  test('the same 4100 for everything once its site is no longer allowed', async () => {
    const { page, sites } = await guestOfAnn(ALL)
    await sites.remove(APP)
    const asked = ['foyer.state', 'token.get', 'access.request', 'access.release', 'account.get']
    const answers = []
    for (const method of [...asked, 'servers.list', 'nonsense']) {
      answers.push(await page.ask(method, TOKEN))
    }
    for (const answer of answers) expect(answer).toMatchObject(UNAUTHORIZED)
    const texts = answers.map((answer) => JSON.stringify(answer).replace(/"id":\d+/, ''))
    expect(new Set(texts).size).toBe(1)
  })

  test('the same 4100 for too many requests as for one, once its site is no longer allowed', async () => {
    const { page, sites } = await guestOfAnn(ALL)
    await sites.remove(APP)
    for (let n = 0; n < 60; n++) await page.ask('foyer.state')
    expect(await page.ask('foyer.state')).toMatchObject(UNAUTHORIZED)
  })

  test('4900 when nobody is signed in', async () => {
    const { page, accounts, ann } = await guestOfAnn()
    await accounts.signOut(ann)
    expect(await page.ask('access.request', TOKEN)).toMatchObject(error(4900, 'not_linked', false))
  })

  test.each(['account.get', 'servers.list', 'token.get'])(
    '4900 when the account of its grant is signed out: %s',
    async (method) => {
      const { page, plex, accounts, ann } = await guestOfAnn(ALL)
      plex.living.delete((await accounts.token(ann))?.reveal() ?? '')
      await accounts.check(ann)
      expect(await page.ask(method)).toMatchObject(error(4900, 'not_linked', false))
    },
  )

  test.each([
    [new NoNetwork('x'), 'offline'],
    [new ServerTrouble('x', { status: 503 }), 'plex_unavailable'],
    [new RateLimited('x', { status: 429 }, null), 'plex_unavailable'],
    [new Forbidden('x', { status: 403 }), 'plex_unavailable'],
  ] as const)('4900 when asking Plex fails with %s', async (failure, reason) => {
    const { page, plex } = await guestOfAnn(ALL)
    plex.fails = { getUser: failure, listServers: failure }
    for (const [method, params] of [['servers.list'], ['token.get', { refresh: true }]] as const) {
      expect(await page.ask(method, params)).toMatchObject(error(4900, reason, true))
    }
  })

  test('-32002 while an approval of other scopes waits', async () => {
    const { page, waiting } = await guestOfAnn()
    page.send('access.request', { scopes: ['account'] })
    await waiting()
    const answer = await page.ask('access.request', TOKEN)
    expect(answer).toMatchObject(error(-32002, 'pending', false))
  })

  test('-32005 for more than fifty requests at once, from all its tabs together', async () => {
    const { page, visit } = await guestOfAnn()
    for (let n = 0; n < 50; n++) await page.ask('foyer.state')
    expect(await visit().ask('nonsense')).toMatchObject(error(-32005, 'rate_limited', true))
  })

  test('-32005 after two Denies of the person', async () => {
    const { page, desk, waiting } = await guestOfAnn()
    for (let n = 0; n < 2; n++) {
      const id = page.send('access.request', TOKEN)
      await desk.denied(await waiting(), true)
      await page.answer(id)
    }
    const answer = await page.ask('access.request', TOKEN)
    expect(answer).toMatchObject(error(-32005, 'rate_limited', true))
  })

  test.each([
    'nonsense',
    '',
    'constructor',
    '__proto__',
    'toString',
    'link.start',
    'approval.allow',
  ])('-32601 for a method that is none: "%s"', async (method) => {
    const { page } = await guestOfAnn({})
    expect(await page.ask(method, {})).toMatchObject(error(-32601, 'unknown_method', false))
  })

  test.each([
    ['access.request', undefined],
    ['access.request', {}],
    ['access.request', { scopes: [] }],
    ['access.request', { scopes: ['everything'] }],
    ['access.request', { scopes: 'token' }],
    ['access.request', { scopes: ['token', 'token', 'token', 'token'] }],
    ['access.request', { scopes: ['token'], reason: 'x'.repeat(121) }],
    ['access.request', { scopes: ['token'], reason: 7 }],
    ['access.request', { scopes: ['token'], origin: 'https://bank.example' }],
    ['token.get', { refresh: 'yes' }],
    ['token.get', { accountId: 'bob' }],
    ['token.get', null],
    ['account.get', { email: true }],
    ['servers.list', { accessToken: true }],
    ['foyer.state', { origin: 'https://bank.example' }],
    ['access.release', null],
  ])('-32602 for params that do not fit: %s %j', async (method, params) => {
    const { page } = await guestOfAnn(ALL)
    expect(await page.ask(method, params)).toMatchObject(error(-32602, 'invalid_params', false))
  })

  test('-32603 for our own faults, and nothing about them', async () => {
    const { page, area, ann, store } = await guestOfAnn({ tokenKind: 'account' })
    await settle()
    area.beforeAnswer = () => Promise.reject(new Error('secret path /home/ann'))
    void store.heard({ [`account:${ann}`]: undefined })
    const answer = await page.ask('token.get')
    expect(answer).toMatchObject(error(-32603, 'internal', true))
    expect(JSON.stringify(answer)).not.toContain('secret path')
  })
})

test('each reason has a number and a text, and only what may pass is worth another try', () => {
  const found = Object.entries(ERRORS).map(([reason, { code, retryable }]) => [
    reason,
    code,
    retryable,
  ])
  expect(found).toEqual([
    ['denied', 4001, false],
    ['unauthorized', 4100, false],
    ['unsupported', 4200, false],
    ['not_linked', 4900, false],
    ['locked', 4900, true],
    ['offline', 4900, true],
    ['plex_unavailable', 4900, true],
    ['restarting', 4900, true],
    ['timeout', 4900, true],
    ['pending', -32002, false],
    ['rate_limited', -32005, true],
    ['invalid_request', -32600, false],
    ['unknown_method', -32601, false],
    ['invalid_params', -32602, false],
    ['internal', -32603, true],
  ])
})
