import { describe, expect, it } from 'vitest'
import type { Fault } from '../../demo/plex-tv/server.ts'
import { bearing, CODE_ERROR, type Demo, demo, errorOf, newPin, pinOf, poll } from './plex.ts'

const ROUTE = 'PUT /api/v2/pins/link'
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

const link = (d: Demo, code: string) =>
  d.call(ROUTE, { headers: { ...bearing(d.plex.token), ...FORM }, body: `code=${code}` })

describe('linking that goes wrong (docs/PLEX-API.md §4, §5.6)', () => {
  it.each<[string, Fault, number, unknown]>([
    [
      '400',
      { kind: 'status', status: 400, code: 1004 },
      400,
      errorOf(1004, 'A parameter is missing or invalid', 400),
    ],
    [
      '403/1009',
      { kind: 'status', status: 403, code: 1009 },
      403,
      errorOf(1009, 'Managed users are not allowed to do this', 403),
    ],
    ['404/1020, without a status', { kind: 'status', status: 404, code: 1020 }, 404, CODE_ERROR],
    ['422', { kind: 'status', status: 422 }, 422, errorOf(1008, 'Unprocessable', 422)],
    ['429', { kind: 'too-many' }, 429, errorOf(1003, 'API rate limit exceeded', 429)],
    ['500', { kind: 'status', status: 500 }, 500, errorOf(1007, 'Internal server error', 500)],
    ['503 as a page', { kind: 'status', status: 503, body: 'html' }, 503, undefined],
  ])('%s, twice, and nowhere else; then it works', async (_name, fault, status, json) => {
    const d = await demo()
    d.plex.faults.set({ ...fault, route: ROUTE, times: 2 })
    const pin = await newPin(d)
    for (let i = 0; i < 2; i += 1) {
      const answer = await link(d, pin.code)
      expect([answer.status, answer.json]).toEqual([status, json])
      expect(pinOf(await poll(d, pin.id)).authToken).toBeNull()
    }
    expect((await link(d, pin.code)).status).toBe(204)
    const links = d.plex.log.filter(({ method }) => method === 'PUT')
    expect(links.map((entry) => [entry.status, entry.token, entry.faults])).toEqual([
      [status, 'alive', [fault.kind]],
      [status, 'alive', [fault.kind]],
      [204, 'alive', []],
    ])
  })

  it.each([7, 'Wed, 24 Jun 2026 17:13:31 GMT'])('429 with Retry-After %s', async (retryAfter) => {
    const d = await demo()
    d.plex.faults.set({ kind: 'too-many', retryAfter, route: ROUTE, times: 1 })
    const { status, headers } = await link(d, 'ZZZZ')
    expect([status, headers.get('retry-after')]).toEqual([429, String(retryAfter)])
  })

  it.each(['before', 'after'] as const)('a connection cut %s it is done', async (when) => {
    const d = await demo()
    d.plex.faults.set({ kind: 'dropped', route: ROUTE, times: 1, when })
    const pin = await newPin(d)
    await expect(link(d, pin.code)).rejects.toThrow()
    expect(pinOf(await poll(d, pin.id)).authToken === null).toBe(when === 'before')
    // As plex.tv does for a code that was used, so a second try tells the two apart.
    expect((await link(d, pin.code)).status).toBe(when === 'before' ? 204 : 404)
  })

  it('has no answer that could be cut', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'truncated', route: ROUTE })
    const pin = await newPin(d)
    expect((await link(d, pin.code)).status).toBe(204)
  })
})
