import { describe, expect, it } from 'vitest'
import { convert } from 'xmlbuilder2'
import { bearing, type Demo, demo, ID, JSON_ID, linked } from './plex.ts'

const LIST = 'GET /api/v2/devices'
const OLD = 'GET /devices.xml'

interface Listed {
  id: number
  clientIdentifier: string
  token: string | null
  lastSeenAt: string
}

const list = async (d: Demo) =>
  (await d.call(LIST, { headers: bearing(d.plex.token) })).json as Listed[]

describe('the list of devices (docs/PLEX-API.md §5.2)', () => {
  it('says of each what it is, when it was seen, and its token', async () => {
    const d = await demo()
    const token = await linked(d)
    const [, mine] = await list(d)
    expect(mine).toMatchObject({
      id: expect.any(Number),
      clientIdentifier: ID,
      product: 'Contract',
      token,
      createdAt: '2026-06-24T16:13:31Z',
    })
    for (const member of 'name productVersion platform platformVersion device provides'.split(' '))
      expect(mine).toHaveProperty(member)
  })

  it('knows when a token was last used, whatever for', async () => {
    const d = await demo()
    const token = await linked(d)
    d.advance(3_600_000)
    await d.call('GET /api/v2/ping', { headers: bearing(token) })
    expect((await list(d)).find((x) => x.clientIdentifier === ID)?.lastSeenAt).toBe(
      '2026-06-24T17:13:32Z',
    )
  })

  it.each([
    [404, 1002],
    [406, 1006],
  ])('can be refused as JSON with %i/%i, while the old one goes on', async (status, code) => {
    const d = await demo()
    d.plex.faults.set({ kind: 'status', status, route: LIST })
    const headers = bearing(d.plex.token)
    const refused = await d.call(LIST, { headers })
    expect([refused.status, refused.json]).toMatchObject([status, { errors: [{ code }] }])
    expect((await d.call(OLD, { headers })).status).toBe(200)
  })

  it('can be XML even for who asks for JSON', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'xml-only', route: LIST })
    const answer = await d.call(LIST, { headers: bearing(d.plex.token) })
    expect(answer.headers.get('content-type')).toMatch(/^application\/xml/)
    expect(convert(answer.text, { format: 'object' })).toHaveProperty('devices.device')
    expect((await d.call('GET /api/v2/user', { headers: bearing(d.plex.token) })).json).toBeTruthy()
  })

  it('is told to nobody without a token that lives', async () => {
    const d = await demo()
    for (const route of [LIST, OLD, 'DELETE /devices/1.xml']) {
      expect((await d.call(route, { headers: JSON_ID })).status).toBe(401)
    }
  })

  it.each(['1', '0', 'x', ID, '-1', '1e3'])('has nothing to remove at %s', async (id) => {
    const d = await demo()
    const answer = await d.call(`DELETE /devices/${id}.xml`, { headers: bearing(d.plex.token) })
    expect([answer.status, answer.json]).toMatchObject([404, { errors: [{ code: 1002 }] }])
  })
})
