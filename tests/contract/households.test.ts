import { describe, expect, it } from 'vitest'
import { KID, MANAGED, SECOND } from '../../demo/plex-tv/server.ts'
import { type Answer, bearing, type Demo, demo, ID, linked, newPin, poll } from './plex.ts'

const SEND_JSON = { 'Content-Type': 'application/json' }

interface Resource {
  name: string
  owned: boolean
  presence: boolean
  connections: { uri: string; address: string; port: number; local: boolean; relay: boolean }[]
}

async function kidsToken(d: Demo): Promise<string> {
  const route = `POST /api/v2/home/users/${KID.id}/switch`
  const { json } = await d.call(route, { headers: bearing(d.plex.token) })
  return (json as { authToken: string }).authToken
}

const statusOf = async (asked: Promise<Answer>) => (await asked).status
const user = (d: Demo, token: string) => d.call('GET /api/v2/user', { headers: bearing(token) })

describe('what happens to accounts', () => {
  it('a new password ends every token of the account, and no other; the devices stay', async () => {
    const d = await demo()
    const [theirs, kids] = [await linked(d, 'a-television'), await kidsToken(d)]
    d.plex.changePassword()
    for (const token of [d.plex.token, theirs]) {
      expect(await statusOf(user(d, token))).toBe(401)
      expect(d.plex.tokenIsAlive(token)).toBe(false)
    }
    expect(d.plex.tokenIsAlive(kids)).toBe(true)
    expect(d.plex.tokensOf('a-television')).toEqual([])
    expect(d.plex.devices().map((x) => x.clientIdentifier)).toContain('a-television')
    expect(d.plex.tokenIsAlive(await linked(d, 'a-television'))).toBe(true)
  })

  it('a removed Home user is in no list, has no token, and can be switched to no more', async () => {
    const d = await demo()
    const kids = await kidsToken(d)
    d.plex.removeAccount(KID)
    expect(await statusOf(user(d, kids))).toBe(401)
    const { json } = await d.call('GET /api/v2/home/users', { headers: bearing(d.plex.token) })
    const ids = (json as { users: { id: number }[] }).users.map(({ id }) => id)
    expect(ids).not.toContain(KID.id)
    const again = d.call(`POST /api/v2/home/users/${KID.id}/switch`, {
      headers: bearing(d.plex.token),
    })
    expect(await statusOf(again)).toBe(404)
    expect(d.plex.accounts()).not.toContain(KID)
    expect((await d.call('GET /auth')).text).not.toContain(KID.title)
  })

  it('an account that goes while a PIN of its waits takes the token with it', async () => {
    const d = await demo()
    const pin = await newPin(d)
    const open = await newPin(d)
    d.plex.approve(pin.code, SECOND)
    d.plex.removeAccount(SECOND)
    const { authToken } = (await poll(d, pin.id)).json as { authToken: string }
    expect(await statusOf(user(d, authToken))).toBe(401)
    expect(() => d.plex.approve(open.code, SECOND)).toThrow('No PIN')
  })

  it('two may have one name', async () => {
    const d = await demo()
    d.plex.rename(SECOND, d.plex.account.title)
    const pin = await newPin(d)
    d.plex.approve(pin.code, SECOND)
    const { authToken } = (await poll(d, pin.id)).json as { authToken: string }
    expect((await user(d, authToken)).json).toMatchObject({ id: SECOND.id, title: 'Demo Person' })
  })
})

describe('what an account has', () => {
  it('can be 500 devices more, each with an id and a token of its own', async () => {
    const d = await demo()
    d.plex.addDevices(500)
    const { json } = await d.call('GET /api/v2/devices', { headers: bearing(d.plex.token) })
    const devices = json as { id: number; token: string; clientIdentifier: string }[]
    for (const member of ['id', 'token', 'clientIdentifier'] as const) {
      expect(new Set(devices.map((device) => device[member])).size).toBe(501)
    }
    expect(d.plex.tokenIsAlive(devices.at(-1)?.token ?? '')).toBe(true)
  })

  const servers = async (d: Demo, token: string) =>
    (
      await d.call('GET /api/v2/resources?includeHttps=1&includeRelay=1', {
        headers: bearing(token),
      })
    ).json as Resource[]

  it('is fewer servers for a managed user, none of them owned', async () => {
    const d = await demo()
    const seen = (await servers(d, await kidsToken(d))).slice(0, -1)
    expect(seen).toMatchObject([{ name: 'Demo Living Room', owned: false }])
    expect((await servers(d, d.plex.token)).slice(0, -1)).toHaveLength(2)
  })

  it('can be a server with 16 addresses, in the order in which they were given', async () => {
    const d = await demo()
    const connections = Array.from({ length: 16 }, (_, i) => ({
      uri: i < 15 ? `http://127.0.0.1:${i + 1}` : 'https://[2001:db8::9]:8443',
      local: i < 3,
      relay: i === 15,
    }))
    const [first] = d.plex.servers.all
    if (!first) throw new Error('No server')
    d.plex.servers.set([{ ...first, sharedWith: [MANAGED.id], connections }])
    const [only] = await servers(d, d.plex.token)
    expect(only?.connections).toMatchObject(connections)
    expect(only?.connections[15]).toMatchObject({ address: '2001:db8::9', port: 8443, IPv6: true })
    expect(await servers(d, await kidsToken(d))).toHaveLength(1)
    d.plex.servers.set()
    expect(await servers(d, d.plex.token)).toHaveLength(3)
  })
})

describe('the same over HTTP, for a test in another process', () => {
  const tell = (d: Demo, route: string, body: unknown = {}) =>
    d.call(route, { headers: SEND_JSON, body: JSON.stringify(body) })

  it('renames, changes the password, adds devices, sets servers, and removes', async () => {
    const d = await demo()
    const token = await linked(d)
    const at = `/demo/accounts/${d.plex.account.id}`
    expect(await statusOf(tell(d, `PUT ${at}`, { title: 'Another' }))).toBe(204)
    expect((await user(d, token)).json).toMatchObject({ title: 'Another' })
    expect(await statusOf(tell(d, 'POST /demo/devices', { count: 3 }))).toBe(201)
    expect(d.plex.devices()).toHaveLength(5)
    expect(await statusOf(tell(d, 'PUT /demo/servers', d.plex.servers.all.slice(1)))).toBe(204)
    expect(d.plex.servers.all).toHaveLength(1)
    expect(await statusOf(d.call('DELETE /demo/servers'))).toBe(204)
    expect(d.plex.servers.all).toHaveLength(2)
    expect(await statusOf(tell(d, `POST ${at}/password`))).toBe(204)
    expect(d.plex.tokensOf(ID)).toEqual([])
    expect(await statusOf(d.call(`DELETE ${at}`))).toBe(204)
    expect(d.plex.devices()).toEqual([])
  })

  it.each([
    ['PUT /demo/accounts/1', { title: 'x' }, 404],
    ['POST /demo/accounts/x/password', {}, 404],
    ['PUT /demo/accounts/7400001', { title: '' }, 400],
    ['POST /demo/devices', { count: 1, account: 1 }, 400],
    ['POST /demo/devices', { count: 1e9 }, 400],
    ['PUT /demo/servers', [{ name: 'x' }], 400],
  ])('%s with %j is %i', async (route, body, status) => {
    expect(await statusOf(tell(await demo(), route, body))).toBe(status)
  })

  it('takes JSON alone, as every control', async () => {
    const d = await demo()
    const plain = { headers: { 'Content-Type': 'text/plain' }, body: '{"count":1}' }
    expect(await statusOf(d.call('POST /demo/devices', plain))).toBe(415)
    expect(await statusOf(d.call('POST /demo/accounts/7400001/password', plain))).toBe(415)
    expect(d.plex.tokenIsAlive(d.plex.token)).toBe(true)
  })
})
