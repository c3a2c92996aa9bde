import { describe, expect, it } from 'vitest'
import { convert } from 'xmlbuilder2'
import { KID, MANAGED, MEMBER, SECOND } from '../../demo/plex-tv/server.ts'
import {
  type Answer,
  bearing,
  type Demo,
  demo,
  errorOf,
  ID,
  JSON_ID,
  newPin,
  poll,
} from './plex.ts'

const WRONG_PIN = errorOf(1041, 'A valid PIN is required to perform this action', 403)

const switchTo = (d: Demo, who: number | string, query = '', token = d.plex.token) =>
  d.call(`POST /api/v2/home/users/${who}/switch${query}`, { headers: bearing(token) })

const tokenIn = (answer: Answer) => (answer.json as { authToken: string }).authToken

/** The token of that account on a device of its own. */
async function tokenOf(d: Demo, account: typeof SECOND): Promise<string> {
  const own = { 'X-Plex-Client-Identifier': `device-of-${account.id}` }
  const pin = await newPin(d, true, own)
  d.plex.approve(pin.code, account)
  return tokenIn(await poll(d, pin.id, own))
}

describe('the users of a Plex Home (docs/PLEX-API.md §5.4)', () => {
  it('are listed with what tells them apart', async () => {
    const d = await demo()
    const list = await d.call('GET /api/v2/home/users', { headers: bearing(d.plex.token) })
    expect(Object.keys(list.json as object).join(' ')).toBe(
      'id name guestUserID guestUserUUID guestEnabled subscription users',
    )
    const { users } = list.json as { users: Record<string, unknown>[] }
    expect(users).toMatchObject([
      { id: d.plex.account.id, admin: true, restricted: false, protected: false },
      { id: MANAGED.id, username: null, email: null, restricted: true, protected: true },
      { id: MEMBER.id, username: 'partner', admin: false, restricted: false, hasPassword: true },
      { id: KID.id, title: 'Demo Kid', restricted: true, protected: false, hasPassword: false },
    ])
    for (const user of users) {
      expect(user).toMatchObject({ uuid: expect.any(String), thumb: expect.any(String) })
      expect(JSON.stringify(user)).not.toMatch(/2468|token/i)
    }
  })

  it('are listed in XML, in today’s form and in the old one', async () => {
    const d = await demo()
    const headers = { ...bearing(d.plex.token), Accept: '*/*' }
    const read = async (path: string) =>
      convert((await d.call(`GET ${path}`, { headers })).text, { format: 'object' })
    expect(await read('/api/v2/home/users')).toMatchObject({
      home: { '@guestEnabled': '0', users: { user: [{}, { '@id': String(MANAGED.id) }, {}, {}] } },
    })
    expect(await read('/api/home/users')).toMatchObject({
      MediaContainer: {
        '@size': '4',
        User: [{ '@admin': '1' }, { '@protected': '1', '@restricted': '1' }, {}, {}],
      },
    })
  })

  it('are one alone for an account without a Home', async () => {
    const d = await demo()
    const headers = bearing(await tokenOf(d, SECOND))
    const list = await d.call('GET /api/v2/home/users', { headers })
    expect(list.json).toMatchObject({ id: null, users: [{ id: SECOND.id }] })
  })

  it('are told to nobody without a token that lives', async () => {
    const d = await demo()
    for (const route of [
      'GET /api/v2/home/users',
      'GET /api/home/users',
      `POST /api/v2/home/users/${KID.id}/switch`,
      `POST /api/home/users/${KID.id}/switch`,
    ]) {
      for (const headers of [bearing('no-such-token'), JSON_ID]) {
        expect((await d.call(route, { headers })).status).toBe(401)
      }
    }
  })
})

describe('switching to a Home user (docs/PLEX-API.md §5.4)', () => {
  it.each([
    ['a managed user', KID, ''],
    ['one with a PIN', MANAGED, '?pin=2468'],
    ['a full account', MEMBER, ''],
  ])('is 201 with the user and a token of theirs: %s', async (_who, account, query) => {
    const d = await demo()
    for (const who of [account.id, account.uuid]) {
      const answer = await switchTo(d, who, query)
      expect(answer.status).toBe(201)
      expect(answer.json).toMatchObject({ id: account.id, uuid: account.uuid, home: true })
      const user = await d.call('GET /api/v2/user', { headers: bearing(tokenIn(answer)) })
      expect(user.json).toMatchObject({ title: account.title, restricted: account.restricted })
    }
    expect(d.plex.tokenIsAlive(d.plex.token)).toBe(true)
  })

  it('keeps one token for the pair of user and identifier, in that user’s list of devices', async () => {
    const d = await demo()
    const first = tokenIn(await switchTo(d, KID.id))
    const second = tokenIn(await switchTo(d, KID.id))
    expect([first, second].map((token) => d.plex.tokenIsAlive(token))).toEqual([false, true])
    expect(d.plex.tokensOf(ID)).toEqual([{ accountId: KID.id, token: second }])
    expect(d.plex.devices(KID).map((x) => x.clientIdentifier)).toEqual([ID])
    expect(d.plex.devices().map((x) => x.clientIdentifier)).not.toContain(ID)
  })

  it.each(['', '?pin=', '?pin=0000', '?pin=24680'])('is 403/1041 for %j', async (query) => {
    const d = await demo()
    const answer = await switchTo(d, MANAGED.id, query)
    expect([answer.status, answer.json]).toEqual([403, WRONG_PIN])
    expect(d.plex.devices(MANAGED)).toEqual([])
  })

  it('can do without a PIN where plex.tv does not ask for one, but never with a wrong one', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'home-pin-optional' })
    expect((await switchTo(d, MANAGED.id)).status).toBe(201)
    expect((await switchTo(d, MANAGED.id, '?pin=0000')).status).toBe(403)
  })

  it('is 404 for a stranger, 403 for who has no Home, 400 without an identifier', async () => {
    const d = await demo()
    for (const who of [SECOND.id, SECOND.uuid, 1, 'nobody']) {
      const answer = await switchTo(d, who)
      expect([answer.status, answer.json]).toMatchObject([404, { errors: [{ code: 1002 }] }])
    }
    const outside = await switchTo(d, KID.id, '', await tokenOf(d, SECOND))
    expect([outside.status, outside.json]).toMatchObject([403, { errors: [{ code: 1043 }] }])
    const headers = { Accept: 'application/json', 'X-Plex-Token': d.plex.token }
    const nameless = await d.call(`POST /api/v2/home/users/${KID.id}/switch`, { headers })
    expect([nameless.status, nameless.json]).toMatchObject([400, { errors: [{ code: 1000 }] }])
  })

  it('is 429/1003 when it happens too often, right PIN or wrong, until a minute has gone', async () => {
    const d = await demo({ switchesPerMinute: 3 })
    for (let i = 0; i < 3; i += 1) await switchTo(d, MANAGED.id, '?pin=0000')
    const limited = await switchTo(d, MANAGED.id, '?pin=2468')
    expect([limited.status, limited.json]).toEqual([
      429,
      errorOf(1003, 'API rate limit exceeded', 429),
    ])
    d.advance(60_000)
    expect((await switchTo(d, MANAGED.id, '?pin=2468')).status).toBe(201)
  })

  it('knows the old form, with another name for the token', async () => {
    const d = await demo()
    const route = `POST /api/home/users/${MANAGED.id}/switch`
    const headers = bearing(d.plex.token)
    const { text, status } = await d.call(`${route}?pin=2468`, { headers })
    const { user } = convert(text, { format: 'object' }) as unknown as {
      user: Record<string, string>
    }
    expect([status, user['@id']]).toEqual([201, String(MANAGED.id)])
    expect(d.plex.tokenIsAlive(user['@authenticationToken'] ?? '')).toBe(true)
    expect((await d.call(route, { headers })).status).toBe(403)
  })

  it('leaves no PIN in the log', async () => {
    const d = await demo()
    await switchTo(d, MANAGED.id, '?pin=2468')
    expect(d.plex.log.at(-1)).toMatchObject({ query: 'pin=[pin]', status: 201 })
    expect(JSON.stringify(d.plex.log)).not.toContain('2468')
  })
})
