import { describe, expect, it } from 'vitest'
import type { FaultRule } from '../../demo/plex-tv/server.ts'
import { bearing, CODE_ERROR, demo, errorOf, JSON_ID, newPin, pinOf, poll } from './plex.ts'

const POST = 'POST /api/v2/pins'
const POLL = 'GET /api/v2/pins/{id}'
const ask = { headers: JSON_ID }

describe('faults that spoil an answer', () => {
  it.each<[string, FaultRule, number, unknown]>([
    ['500', { kind: 'status', status: 500 }, 500, errorOf(1007, 'Internal server error', 500)],
    ['500 as HTML', { kind: 'status', status: 500, body: 'html' }, 500, undefined],
    ['503', { kind: 'status', status: 503, body: 'none' }, 503, undefined],
    [
      '422',
      { kind: 'status', status: 422, code: 1001, message: 'Invalid token' },
      422,
      errorOf(1001, 'Invalid token', 422),
    ],
    ['410', { kind: 'status', status: 410, body: 'none' }, 410, undefined],
    ['429', { kind: 'too-many' }, 429, errorOf(1003, 'API rate limit exceeded', 429)],
    ['200 without JSON', { kind: 'not-json' }, 200, undefined],
  ])('%s: nothing is made', async (_name, rule, status, json) => {
    const d = await demo()
    d.plex.faults.set({ ...rule, route: POST, times: 1 })
    const answer = await d.call(POST, ask)
    expect([answer.status, answer.json]).toEqual([status, json])
    expect(d.plex.pins()).toHaveLength(0)
    expect((await d.call(POST, ask)).status).toBe(201)
  })

  it('says Retry-After only when told', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'too-many', retryAfter: 7, times: 1 })
    expect((await d.call(POST, ask)).headers.get('retry-after')).toBe('7')
    d.plex.faults.set({ kind: 'too-many', times: 1 })
    expect((await d.call(POST, ask)).headers.get('retry-after')).toBeNull()
  })

  it('cuts the JSON in the middle', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'truncated', route: POST })
    const answer = await d.call(POST, ask)
    expect([answer.status, answer.json]).toEqual([201, undefined])
    expect(answer.text).toMatch(/^\{"id":\d+,/)
  })

  it('can do the thing first and fail then', async () => {
    const d = await demo()
    const pin = await newPin(d)
    d.plex.faults.set({ kind: 'dropped', route: 'PUT /api/v2/pins/link', when: 'after' })
    const link = d.call('PUT /api/v2/pins/link', {
      headers: { ...bearing(d.plex.token), 'Content-Type': 'application/x-www-form-urlencoded' },
      body: `code=${pin.code}`,
    })
    await expect(link).rejects.toThrow()
    expect(d.plex.pins()[0]?.claimedAt).not.toBeNull()
  })

  it('drops the connection, and the log says so', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'dropped', route: POST, times: 1 })
    await expect(d.call(POST, ask)).rejects.toThrow()
    const entry = await d.plex.waitFor((e) => e.faults.includes('dropped'))
    expect(entry).toMatchObject({ status: 0, aborted: false })
    expect(d.plex.pins()).toHaveLength(0)
  })
})

describe('answers that wait', () => {
  it('holds one until it is released', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'held', route: POST, times: 1 })
    const answer = d.call(POST, ask)
    await d.plex.waitFor((entry) => entry.held)
    expect(d.plex.pins()).toHaveLength(0)
    expect(d.plex.faults.release()).toBe(1)
    expect((await answer).status).toBe(201)
  })

  it('makes nothing for a client that has gone by then', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'held', route: POST, times: 1 })
    const leaving = new AbortController()
    const answer = d.call(POST, { ...ask, signal: leaving.signal })
    await d.plex.waitFor((entry) => entry.held)
    leaving.abort()
    await expect(answer).rejects.toThrow()
    const entry = await d.plex.waitFor((e) => e.aborted)
    expect(entry).toMatchObject({ status: 0, held: false })
    d.plex.faults.release()
    await d.call('GET /api/v2/ping', { headers: bearing(d.plex.token) })
    expect(d.plex.pins()).toHaveLength(0)
  })

  it('is late', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'slow', delayMs: 20, route: POST })
    const before = performance.now()
    expect((await d.call(POST, ask)).status).toBe(201)
    expect(performance.now() - before).toBeGreaterThan(15)
  })
})

describe('the other shapes of an answer (docs/PLEX-API.md §1.5, §2.3, §2.4)', () => {
  it('has a wrong clock in dates, not in expiresIn', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'clock-skew', skewMs: 3_600_000 })
    const answer = await d.call('POST /api/v2/pins?strong=true', ask)
    expect(pinOf(answer)).toMatchObject({
      createdAt: '2026-06-24T17:13:31Z',
      expiresAt: '2026-06-24T17:43:31Z',
      expiresIn: 1800,
    })
    expect(answer.headers.get('date')).toBe('Wed, 24 Jun 2026 17:13:31 GMT')
  })

  it('says null or 410 for an expired PIN', async () => {
    const d = await demo()
    const pin = await newPin(d)
    d.advance(1_800_000)
    d.plex.faults.set({ kind: 'expired-null', times: 1 })
    const asNull = await poll(d, pin.id)
    expect(asNull.status).toBe(200)
    expect(pinOf(asNull)).toMatchObject({ authToken: null, expiresIn: 0 })
    d.plex.faults.set({ kind: 'expired-gone', times: 1 })
    const gone = await poll(d, pin.id)
    expect([gone.status, gone.json]).toEqual([410, CODE_ERROR])
  })

  it('lets a claimed PIN vanish unseen, or after one look', async () => {
    const d = await demo()
    const pin = await newPin(d)
    d.plex.approve(pin.code)
    const rule = d.plex.faults.set({ kind: 'claimed-vanishes', route: POLL })
    expect((await poll(d, pin.id)).status).toBe(404)
    d.plex.faults.clear(rule)
    d.plex.faults.set({ kind: 'seen-once', route: POLL })
    expect((await poll(d, pin.id)).status).toBe(200)
    expect((await poll(d, pin.id)).status).toBe(404)
  })

  it('counts a second claim, and the first token dies', async () => {
    const d = await demo()
    const pin = await newPin(d)
    d.plex.faults.set({ kind: 'duplicate-claim' })
    d.plex.approve(pin.code)
    const first = pinOf(await poll(d, pin.id)).authToken ?? ''
    d.plex.approve(pin.code)
    const second = pinOf(await poll(d, pin.id)).authToken ?? ''
    expect([d.plex.tokenIsAlive(first), d.plex.tokenIsAlive(second)]).toEqual([false, true])
  })

  it('knows three locations, and one PIN may show two of them', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'location', preset: 'country-only', route: POST })
    const pin = await newPin(d)
    expect(pin.location).toMatchObject({ country: 'United States', city: null, coordinates: null })
    expect(pinOf(await poll(d, pin.id)).location).toMatchObject({ city: 'Springfield' })
    d.plex.faults.set({ kind: 'location', preset: 'missing-keys' })
    expect(pinOf(await poll(d, pin.id)).location).not.toHaveProperty('city')
  })

  it('has ids as strings, or wider than a double', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'ids', as: 'string', times: 1 })
    expect((await newPin(d)).id).toBe(d.plex.pins()[0]?.id)
    d.plex.faults.set({ kind: 'ids', as: '64-bit', times: 1 })
    const wide = await d.call(POST, ask)
    const id = /^\{"id":(\d{19}),/.exec(wide.text)?.[1] ?? ''
    expect(String(Number(id))).not.toBe(id)
    expect((await poll(d, id)).status).toBe(200)
  })

  it('can let a managed user link, who may not otherwise', async () => {
    const d = await demo()
    const headers = bearing(d.plex.token)
    const member = await d.call('POST /api/v2/home/users/7400003/switch?pin=2468', { headers })
    const { authToken } = member.json as { authToken: string }
    const pin = await newPin(d)
    const link = () =>
      d.call(`PUT /api/v2/pins/link?code=${pin.code}`, { headers: bearing(authToken) })
    const refused = await link()
    expect([refused.status, refused.json]).toMatchObject([403, { errors: [{ code: 1009 }] }])
    expect(pinOf(await poll(d, pin.id)).authToken).toBeNull()
    d.plex.faults.set({ kind: 'managed-allowed', route: 'PUT /api/v2/pins/link' })
    expect((await link()).status).toBe(204)
    expect(d.plex.tokenIsAlive(pinOf(await poll(d, pin.id)).authToken ?? '')).toBe(true)
  })
})

describe('the rules of the switches', () => {
  it('strikes its route alone, as often as was said, until cleared', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'status', status: 500, route: POLL, times: 2 })
    const pin = await newPin(d)
    const info = `GET /api/v2/pins/info?code=${pin.code}`
    expect((await d.call(info, ask)).status).toBe(200)
    const statuses: number[] = []
    for (let i = 0; i < 3; i += 1) statuses.push((await poll(d, `${pin.id}.json`)).status)
    expect(statuses).toEqual([500, 500, 200])
    d.plex.faults.set({ kind: 'status', status: 500 })
    d.plex.faults.clear()
    expect((await poll(d, pin.id)).status).toBe(200)
    expect(() => d.plex.faults.set({ kind: 'held', route: 'nonsense' })).toThrow()
  })

  it('leaves the pages alone unless they are named', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'status', status: 503 })
    expect((await d.call('GET /auth')).status).toBe(200)
    d.plex.faults.set({ kind: 'status', status: 503, route: 'GET /auth' })
    expect((await d.call('GET /auth')).status).toBe(503)
  })

  it('can be set, listed, released and cleared over HTTP', async () => {
    const d = await demo()
    const send = (route: string, body: unknown) =>
      d.call(route, {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
    const made = await send('POST /demo/faults', { kind: 'status', status: 503, times: 3 })
    expect(made.status).toBe(201)
    expect((await d.call('GET /demo/faults')).json).toMatchObject([{ left: 3 }])
    expect((await d.call(POST, ask)).status).toBe(503)
    expect((await send('POST /demo/release', {})).json).toEqual({ released: 0 })
    expect((await send('POST /demo/faults', { kind: 'nonsense' })).status).toBe(400)
    const { id } = made.json as { id: number }
    expect((await d.call(`DELETE /demo/faults/${id}`)).status).toBe(204)
    expect((await d.call(POST, ask)).status).toBe(201)
  })
})
