import { describe, expect, test } from 'vitest'
import { NoNetwork, ServerTrouble, Unauthorized } from '../plex/errors.ts'
import { settle } from '../test-support/clock.ts'
import { onlyId } from '../test-support/desk-world.ts'
import { APP, error, pageWorld } from '../test-support/page-world.ts'

const TOKEN = { scopes: ['token'] }

async function guest(grant: object | null = null) {
  const world = pageWorld()
  await world.allow(APP, grant)
  const page = world.visit()
  await settle()
  return { ...world, page }
}

describe('a page is told', () => {
  test('4001 when the person denies', async () => {
    const { page, desk } = await guest()
    expect(await page.ask('access.request', TOKEN)).toBeUndefined()
    await desk.denied(await onlyId(desk), true)
    await settle()
    expect(page.answerTo(1)).toMatchObject(error(4001, 'denied', false))
  })

  test('4100 for data without a grant, or without the scope', async () => {
    const { page, allow } = await guest()
    expect(await page.ask('token.get')).toMatchObject(error(4100, 'unauthorized', false))
    await allow(APP, { scopes: ['account'] })
    expect(await page.ask('token.get')).toMatchObject(error(4100, 'unauthorized', false))
  })

  test('the same 4100 for everything once its site is no longer allowed', async () => {
    const { page, sites } = await guest({})
    await sites.remove(APP)
    const answers = []
    for (const method of [
      'foyer.state',
      'token.get',
      'access.request',
      'nonsense',
      'account.get',
    ]) {
      answers.push(await page.ask(method, TOKEN))
    }
    for (const answer of answers) expect(answer).toMatchObject(error(4100, 'unauthorized', false))
    const texts = answers.map((answer) => (answer as { error: { message: string } }).error.message)
    expect(new Set(texts).size).toBe(1)
  })

  test.each([
    ['account.get', undefined],
    ['servers.list', undefined],
    ['access.request', { scopes: ['account'] }],
    ['access.request', { scopes: ['token', 'servers'] }],
  ])('4200 for what is not served yet: %s %j', async (method, params) => {
    const { page } = await guest({})
    expect(await page.ask(method, params)).toMatchObject(error(4200, 'unsupported', false))
  })

  test('4900 when nobody is signed in', async () => {
    const { page, account } = await guest()
    account.health = null
    expect(await page.ask('access.request', TOKEN)).toMatchObject(error(4900, 'not_linked', false))
  })

  test('4900 when the account of its grant is signed out', async () => {
    const { page, account } = await guest({})
    account.health = 'signed_out'
    expect(await page.ask('token.get')).toMatchObject(error(4900, 'not_linked', false))
  })

  test.each([
    [new NoNetwork('x'), 'offline', true],
    [new ServerTrouble('x', { status: 503 }), 'plex_unavailable', true],
    [new Unauthorized('x', { status: 401 }), 'not_linked', false],
  ])('4900 when asking Plex fails with %s', async (failure, reason, retryable) => {
    const { page, account } = await guest({})
    account.checkFails = failure
    const answer = await page.ask('token.get', { refresh: true })
    expect(answer).toMatchObject(error(4900, reason, retryable))
  })

  test('-32002 while an approval of other scopes waits', async () => {
    const { page, desk } = await guest()
    const other = { origin: APP, tabId: 1, scopes: ['account'], reason: '', waiter: 'x' } as const
    void desk.ask(other, () => {})
    const answer = await page.ask('access.request', TOKEN)
    expect(answer).toMatchObject(error(-32002, 'pending', false))
  })

  test('-32005 for more than fifty requests at once, from all its tabs together', async () => {
    const { page, visit } = await guest()
    for (let n = 0; n < 50; n++) await page.ask('foyer.state')
    expect(await visit().ask('foyer.state')).toMatchObject(error(-32005, 'rate_limited', true))
  })

  test('-32005 after two Denies of the person', async () => {
    const { page, desk } = await guest()
    for (let n = 0; n < 2; n++) {
      await page.ask('access.request', TOKEN)
      await desk.denied(await onlyId(desk), true)
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
    const { page } = await guest({})
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
    ['foyer.state', { origin: 'https://bank.example' }],
    ['access.release', null],
  ])('-32602 for params that do not fit: %s %j', async (method, params) => {
    const { page } = await guest()
    expect(await page.ask(method, params)).toMatchObject(error(-32602, 'invalid_params', false))
  })

  test('-32603 for our own faults, and nothing about them', async () => {
    const { page, account } = await guest({})
    account.whileReading = () => Promise.reject(new Error('secret path /home/ann'))
    const answer = await page.ask('token.get')
    expect(answer).toMatchObject(error(-32603, 'internal', true))
    expect(JSON.stringify(answer)).not.toContain('secret path')
  })
})
