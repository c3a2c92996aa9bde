import { describe, expect, it } from 'vitest'
import { convert } from 'xmlbuilder2'
import { MANAGED } from '../../demo/plex-tv/server.ts'
import { bearing, type Demo, demo, errorOf, ID, JSON_ID, linked } from './plex.ts'

const UNAUTHORISED = errorOf(1001, 'User could not be authenticated', 401)

describe('the user (docs/PLEX-API.md §5.1)', () => {
  it('is 200 with the fields in the order of a real answer', async () => {
    const d = await demo()
    const answer = await d.call('GET /api/v2/user', { headers: bearing(d.plex.token) })
    expect(answer.status).toBe(200)
    const user = answer.json as Record<string, unknown>
    expect(user).toMatchObject({
      id: d.plex.account.id,
      uuid: d.plex.account.uuid,
      title: 'Demo Person',
      authToken: d.plex.token,
      restricted: false,
    })
    expect(Object.keys(user).join(' ')).toBe(
      'id uuid username title email friendlyName locale confirmed joinedAt emailOnlyAuth ' +
        'hasPassword protected thumb authToken mailingListStatus mailingListActive scrobbleTypes ' +
        'country subscription subscriptionDescription restricted anonymous home guest homeSize ' +
        'homeAdmin maxHomeSize rememberExpiresAt profile entitlements roles services adsConsent ' +
        'adsConsentSetAt adsConsentReminderAt experimentalFeatures twoFactorEnabled ' +
        'backupCodesCreated attributionPartner',
    )
  })

  it.each(['/api/v2/user', '/api/v2/ping', '/api/v2/resources', '/users/account.json'])(
    'is 401/1001 on %s for a token that is unknown or missing',
    async (path) => {
      const d = await demo()
      for (const headers of [bearing('no-such-token'), JSON_ID]) {
        const answer = await d.call(`GET ${path}`, { headers })
        expect([answer.status, answer.json]).toEqual([401, UNAUTHORISED])
      }
    },
  )

  it('takes the token from the query as well', async () => {
    const d = await demo()
    const answer = await d.call(`GET /api/v2/user?X-Plex-Token=${d.plex.token}`)
    expect(answer.status).toBe(200)
  })

  it('is wrapped in the old JSON', async () => {
    const d = await demo()
    const answer = await d.call('GET /users/account.json', { headers: bearing(d.plex.token) })
    expect(answer.json).toMatchObject({ user: { id: d.plex.account.id } })
  })

  it('has neither name nor e-mail when managed', async () => {
    const d = await demo()
    const answer = await switchTo(d, MANAGED.id, MANAGED.homePin ?? '')
    expect(answer.status).toBe(201)
    expect(answer.json).toMatchObject({ username: '', email: '', restricted: true })
    const { authToken } = answer.json as { authToken: string }
    const user = await d.call('GET /api/v2/user', { headers: bearing(authToken) })
    expect(user.json).toMatchObject({ id: MANAGED.id, title: MANAGED.title })
  })
})

const switchTo = (d: Demo, id: number, pin: string) =>
  d.call(`POST /api/v2/home/users/${id}/switch?pin=${pin}`, { headers: bearing(d.plex.token) })

describe('ping, sign-out and devices (docs/PLEX-API.md §5.2)', () => {
  it('answers pong', async () => {
    const d = await demo()
    const answer = await d.call('GET /api/v2/ping', { headers: bearing(d.plex.token) })
    expect([answer.status, answer.json]).toEqual([200, { pong: true }])
  })

  it('signs out one token and leaves its device', async () => {
    const d = await demo()
    const token = await linked(d)
    const answer = await d.call('DELETE /api/v2/users/signout', { headers: bearing(token) })
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect([d.plex.tokenIsAlive(token), d.plex.tokenIsAlive(d.plex.token)]).toEqual([false, true])
    expect((await d.call('GET /api/v2/user', { headers: bearing(token) })).status).toBe(401)
    expect((await devices(d)).find((x) => x.identifier === ID)?.token).toBe('')
  })

  it('lists devices with number and token; one is removed by its number', async () => {
    const d = await demo()
    const token = await linked(d)
    const listed = await devices(d)
    expect(listed.map((x) => x.identifier)).toEqual([d.plex.clientIdentifier, ID])
    const mine = listed.find((x) => x.identifier === ID)
    expect(mine?.token).toBe(token)
    const remove = (id: string | undefined) =>
      d.call(`DELETE /devices/${id}.xml`, { headers: bearing(d.plex.token) })
    expect((await remove(ID)).status).toBe(404)
    expect((await remove(mine?.id)).status).toBe(204)
    expect(d.plex.tokenIsAlive(token)).toBe(false)
    expect((await devices(d)).map((x) => x.identifier)).toEqual([d.plex.clientIdentifier])
  })

  it('lists them in the newer way too, as JSON or XML', async () => {
    const d = await demo()
    const headers = bearing(d.plex.token)
    const [device] = (await d.call('GET /api/v2/devices', { headers })).json as Listed[]
    const old = (await devices(d))[0]
    expect(device).toMatchObject({ clientIdentifier: old?.identifier, token: old?.token })
    expect(String(device?.id)).toBe(old?.id)
    const { text } = await d.call('GET /api/v2/devices', { headers: { ...headers, Accept: '*/*' } })
    expect(convert(text, { format: 'object' })).toMatchObject({
      devices: { device: { '@id': old?.id, '@clientIdentifier': old?.identifier } },
    })
  })

  it("does not let one account touch another's devices", async () => {
    const d = await demo()
    const first = (await devices(d))[0]
    const { authToken } = (await switchTo(d, MANAGED.id, '2468')).json as { authToken: string }
    const answer = await d.call(`DELETE /devices/${first?.id}.xml`, { headers: bearing(authToken) })
    expect(answer.status).toBe(404)
    expect(d.plex.tokenIsAlive(d.plex.token)).toBe(true)
  })
})

type Listed = Record<string, string>

async function devices(d: Demo) {
  const { text } = await d.call('GET /devices.xml', { headers: bearing(d.plex.token) })
  const { MediaContainer } = convert(text, { format: 'object' }) as unknown as {
    MediaContainer: { Device: Listed | Listed[] }
  }
  return [MediaContainer.Device].flat().map((device) => ({
    id: device['@id'],
    identifier: device['@clientIdentifier'],
    token: device['@token'],
  }))
}

describe('servers (docs/PLEX-API.md §5.3)', () => {
  interface Resource {
    name: string
    owned: boolean
    accessToken: string
    sourceTitle: string | null
    connections: { uri: string; local: boolean; relay: boolean; IPv6: boolean }[]
  }
  const list = async (d: Demo, query: string) =>
    (await d.call(`GET /api/v2/resources${query}`, { headers: bearing(d.plex.token) }))
      .json as Resource[]

  it('has one of my own and one that is shared, each with its own token', async () => {
    const d = await demo()
    const [own, shared] = await list(d, '?includeHttps=1&includeRelay=1&includeIPv6=1')
    expect(own).toMatchObject({ owned: true, sourceTitle: null, accessToken: d.plex.token })
    expect(shared).toMatchObject({ owned: false, sourceTitle: 'Cottage Owner' })
    expect(shared?.accessToken).not.toBe(d.plex.token)
    expect(own?.connections.map((x) => [x.local, x.relay])).toEqual([
      [true, false],
      [false, false],
      [false, false],
      [false, true],
    ])
    for (const { uri } of own?.connections ?? []) {
      expect(uri).toMatch(/^https:\/\/[0-9a-z-]+\.[0-9a-f]{32}\.plex\.direct:\d+$/)
    }
  })

  it('names players as well, which provide no server', async () => {
    const rest = (await list(await demo(), '')).slice(2)
    expect(rest).toMatchObject([{ provides: 'client,player,pubsub-player', accessToken: null }])
  })

  it('leaves out what was not asked for', async () => {
    const d = await demo()
    const [own] = await list(d, '?includeHttps=0&includeRelay=0')
    expect(own?.connections).toHaveLength(2)
    expect(own?.connections[0]?.uri).toBe('http://192.168.1.20:32400')
  })

  it('is 400/1000 without an identifier', async () => {
    const d = await demo()
    const headers = { Accept: 'application/json', 'X-Plex-Token': d.plex.token }
    expect((await d.call('GET /api/v2/resources', { headers })).json).toEqual(
      errorOf(1000, 'X-Plex-Client-Identifier is missing', 400),
    )
  })
})
