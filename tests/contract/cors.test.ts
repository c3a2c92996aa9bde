import { describe, expect, it } from 'vitest'
import { demo, JSON_ID, newPin } from './plex.ts'

const ORIGIN = 'https://app.example'
const PAGE = { ...JSON_ID, Origin: ORIGIN }
const allowed = (headers: Headers) => headers.get('access-control-allow-origin')

describe('pages of other origins (docs/PLEX-API.md §9)', () => {
  it.each([ORIGIN, 'http://localhost:3000', 'chrome-extension://abc'])(
    'lets %s read a good answer',
    async (origin) => {
      const d = await demo()
      const answer = await d.call('POST /api/v2/pins', { headers: { ...JSON_ID, Origin: origin } })
      expect(allowed(answer.headers)).toBe(origin)
      expect(answer.headers.get('vary')).toBe('Origin')
    },
  )

  it('answers the preflight with the X-Plex headers that were asked for', async () => {
    const d = await demo()
    const answer = await d.call('OPTIONS /api/v2/pins?strong=true', {
      headers: {
        Origin: ORIGIN,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'x-plex-client-identifier,x-plex-product',
      },
    })
    expect(answer.status).toBe(204)
    expect(allowed(answer.headers)).toBe(ORIGIN)
    expect(answer.headers.get('access-control-allow-methods')).toContain('POST')
    expect(answer.headers.get('access-control-allow-headers')).toBe(
      'x-plex-client-identifier,x-plex-product',
    )
    expect(d.plex.pins()).toHaveLength(0)
  })

  it('says nothing on errors, nor to a caller without an origin', async () => {
    const d = await demo()
    const nobody = await d.call('POST /api/v2/pins', { headers: { Origin: ORIGIN } })
    const unknown = await d.call('GET /api/v2/pins/1', { headers: PAGE })
    const plain = await d.call('POST /api/v2/pins', { headers: JSON_ID })
    expect([nobody, unknown, plain].map((a) => [a.status, allowed(a.headers)])).toEqual([
      [400, null],
      [404, null],
      [201, null],
    ])
  })

  it('can be switched off, for the preflight too, or on for errors', async () => {
    const d = await demo()
    const off = d.plex.faults.set({ kind: 'cors-off', route: 'POST /api/v2/pins' })
    const preflight = { Origin: ORIGIN, 'Access-Control-Request-Method': 'POST' }
    const before = await d.call('OPTIONS /api/v2/pins', { headers: preflight })
    const answer = await d.call('POST /api/v2/pins', { headers: PAGE })
    expect([allowed(before.headers), allowed(answer.headers)]).toEqual([null, null])
    d.plex.faults.clear(off)
    d.plex.faults.set({ kind: 'cors-on-errors' })
    expect(allowed((await d.call('GET /api/v2/pins/1', { headers: PAGE })).headers)).toBe(ORIGIN)
  })

  it('never opens the controls', async () => {
    const d = await demo()
    const pin = await newPin(d)
    const body = JSON.stringify({ code: pin.code })
    const simple = await d.call('POST /demo/approve', { headers: { Origin: ORIGIN }, body })
    const asked = await d.call('OPTIONS /demo/approve', {
      headers: { Origin: ORIGIN, 'Access-Control-Request-Method': 'POST' },
    })
    expect([simple.status, allowed(simple.headers), allowed(asked.headers)]).toEqual([
      415,
      null,
      null,
    ])
  })
})
