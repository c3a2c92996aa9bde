import { describe, expect, it } from 'vitest'
import {
  bearing,
  CODE_ERROR,
  call,
  demo,
  errorOf,
  ID,
  JSON_ID,
  linked,
  newPin,
  pinOf,
  poll,
} from './plex.ts'

describe('looking at a PIN (docs/PLEX-API.md §2)', () => {
  it('shows the same PIN with fewer seconds left', async () => {
    const d = await demo()
    const pin = await newPin(d)
    const answer = await poll(d, pin.id)
    expect(answer.status).toBe(200)
    expect(answer.json).toEqual({ ...pin, expiresIn: 1799 })
    expect((await poll(d, `${pin.id}.json`)).json).toEqual({ ...pin, expiresIn: 1798 })
  })

  it('takes the identifier from the query too, with strong and code beside it', async () => {
    const d = await demo()
    const pin = await newPin(d)
    const query = `strong=true&X-Plex-Client-Identifier=${ID}&code=${pin.code}`
    const answer = await d.call(`GET /api/v2/pins/${pin.id}?${query}`, {
      headers: { Accept: 'application/json' },
    })
    expect(answer.status).toBe(200)
  })

  it('is 404/1020 without a status for another identifier, an unknown id and an expired PIN', async () => {
    const d = await demo()
    const pin = await newPin(d)
    const other = await poll(d, pin.id, { 'X-Plex-Client-Identifier': 'other' })
    const unknown = await poll(d, 1)
    d.advance(1_800_000)
    const late = await poll(d, pin.id)
    for (const answer of [other, unknown, late]) {
      expect(answer.status).toBe(404)
      expect(answer.json).toEqual(CODE_ERROR)
    }
  })

  it('lives to the last millisecond of its 900 s', async () => {
    const d = await demo()
    const pin = await newPin(d, false)
    d.advance(898_999)
    expect((await poll(d, pin.id)).status).toBe(200)
    d.advance(-999)
    expect((await poll(d, pin.id)).status).toBe(404)
  })

  it('is 400/1000 without an identifier and 400 for an id that is no number', async () => {
    const d = await demo()
    const pin = await newPin(d)
    const nobody = await d.call(`GET /api/v2/pins/${pin.id}`, {
      headers: { Accept: 'application/json' },
    })
    expect(nobody.json).toEqual(errorOf(1000, 'X-Plex-Client-Identifier is missing', 400))
    const undefinedId = await d.call('GET /api/v2/pins/undefined', { headers: JSON_ID })
    expect(undefinedId.status).toBe(400)
  })

  it('is 429/1003 above the limit, per PIN, and never for one look a second', async () => {
    const d = await demo()
    const [pin, other] = [await newPin(d), await newPin(d)]
    const look = (id: number) => d.call(`GET /api/v2/pins/${id}`, { headers: JSON_ID })
    const statuses = [await look(pin.id), await look(pin.id), await look(pin.id)]
    expect(statuses.map((a) => a.status)).toEqual([200, 200, 429])
    expect(statuses[2]?.json).toEqual(errorOf(1003, 'API rate limit exceeded', 429))
    expect((await look(other.id)).status).toBe(200)
    for (let i = 0; i < 20; i += 1) expect((await poll(d, pin.id)).status).toBe(200)
  })

  it('can be told another limit, below one a second too', async () => {
    const d = await demo({ pollsPerSecond: 0.5 })
    const pin = await newPin(d)
    expect((await poll(d, pin.id)).status).toBe(200)
    expect((await poll(d, pin.id)).status).toBe(429)
    expect((await poll(d, pin.id)).status).toBe(200)
  })
})

describe('a claimed PIN (docs/PLEX-API.md §2.4)', () => {
  it('shows the token, newRegistration false and a life cut to 30 s, on every look', async () => {
    const d = await demo()
    const pin = await newPin(d)
    d.plex.approve(pin.code)
    const first = pinOf(await poll(d, pin.id))
    expect(first.authToken).toMatch(/^[A-Za-z0-9_-]{20}$/)
    expect(first).toMatchObject({
      newRegistration: false,
      expiresIn: 29,
      createdAt: pin.createdAt,
      expiresAt: '2026-06-24T16:14:01Z',
    })
    expect(pinOf(await poll(d, pin.id)).authToken).toBe(first.authToken)
    d.advance(28_000)
    expect((await poll(d, pin.id)).json).toEqual(CODE_ERROR)
    expect(d.plex.tokenIsAlive(first.authToken ?? '')).toBe(true)
  })

  it('lives as long as it was told', async () => {
    const d = await demo({ claimedPinLifetimeMs: 3000 })
    const pin = await newPin(d)
    d.plex.approve(pin.code)
    expect((await poll(d, pin.id)).status).toBe(200)
    d.advance(1000)
    expect((await poll(d, pin.id)).status).toBe(404)
  })

  it('cannot be approved twice, nor when unknown or expired', async () => {
    const d = await demo()
    const pin = await newPin(d)
    const late = await newPin(d)
    d.plex.approve(pin.code)
    expect(() => d.plex.approve(pin.code)).toThrow()
    expect(() => d.plex.approve('ZZZZ')).toThrow()
    d.advance(1_800_000)
    expect(() => d.plex.approve(late.code)).toThrow()
  })

  it('rotates the earlier token of the same account and identifier out', async () => {
    const d = await demo()
    const first = await linked(d)
    const elsewhere = await linked(d, 'another-client')
    const second = await linked(d)
    expect(second).not.toBe(first)
    const alive = [first, elsewhere, second].map((token) => d.plex.tokenIsAlive(token))
    expect(alive).toEqual([false, true, true])
    expect((await d.call('GET /api/v2/user', { headers: bearing(first) })).status).toBe(401)
  })

  it('gives no sign of a refusal: it stays open and runs out', async () => {
    const d = await demo()
    const pin = await newPin(d)
    d.plex.decline(pin.code)
    expect(pinOf(await poll(d, pin.id))).toMatchObject({ authToken: null, newRegistration: null })
    d.advance(1_800_000)
    expect((await poll(d, pin.id)).status).toBe(404)
  })
})

describe('linking with a token (docs/PLEX-API.md §4)', () => {
  const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

  it.each([true, false])('is 204 and claims the PIN (strong %s)', async (strong) => {
    const d = await demo()
    const pin = await newPin(d, strong)
    const answer = await d.call('PUT /api/v2/pins/link', {
      headers: { ...bearing(d.plex.token), ...FORM },
      body: `code=${pin.code}`,
    })
    expect([answer.status, answer.text]).toEqual([204, ''])
    const { authToken } = pinOf(await poll(d, pin.id))
    expect(d.plex.tokenIsAlive(authToken ?? '')).toBe(true)
    expect(authToken).not.toBe(d.plex.token)
  })

  it('is 404/1020 for a bad code, 401/1001 for a bad token, 400/1000 for nobody', async () => {
    const d = await demo()
    const put = (headers: Record<string, string>, body = 'code=ZZZZ') =>
      call(d.plex.url, 'PUT /api/v2/pins/link.json', { headers: { ...headers, ...FORM }, body })
    const bad = await put(bearing(d.plex.token))
    expect([bad.status, bad.json]).toEqual([404, CODE_ERROR])
    expect((await put(bearing(d.plex.token), 'nothing')).status).toBe(404)
    const stranger = await put(bearing('nobodys-token'))
    expect(stranger.json).toEqual(errorOf(1001, 'User could not be authenticated', 401))
    expect((await put({ 'X-Plex-Token': d.plex.token })).status).toBe(400)
  })
})
