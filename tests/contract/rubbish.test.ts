import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { call, demo, newPin, poll } from './plex.ts'

const PATHS = [
  '/api/v2/pins',
  '/api/v2/pins.json',
  '/api/v2/pins/link',
  '/api/v2/pins/info',
  '/api/v2/pins/123456789',
  '/api/v2/pins/qr/AB12',
  '/api/v2/user',
  '/api/v2/ping',
  '/api/v2/resources',
  '/api/v2/home/users',
  '/api/v2/home/users/1/switch',
  '/api/home/users',
  '/api/home/users/7400003/switch',
  '/api/v2/users/signout',
  '/api/v2/auth/jwk',
  '/api/v2/auth/nonce',
  '/api/v2/auth/token',
  '/users/account.json',
  '/api/v2/devices',
  '/devices.xml',
  '/devices/1.xml',
  '/pins.xml',
  '/pins/1.xml',
  '/nowhere',
]

const header = fc.string({ unit: fc.constantFrom(...'abcÄß %"\'<>{}[]=;,:/\\~'), maxLength: 40 })
const jsonBody = fc.record(
  {
    jwk: fc.jsonValue(),
    jwt: fc.jsonValue(),
    strong: fc.jsonValue(),
    code: fc.jsonValue(),
    'X-Plex-Client-Identifier': fc.jsonValue(),
  },
  { requiredKeys: [] },
)

const anything = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
  path: fc.oneof(fc.constantFrom(...PATHS), fc.webPath()),
  query: fc.webQueryParameters(),
  identifier: fc.option(header, { nil: undefined }),
  product: header,
  token: fc.option(header, { nil: undefined }),
  type: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain'),
  accept: fc.constantFrom('application/json', '*/*'),
  body: fc.oneof(
    fc.string(),
    fc.json(),
    jsonBody.map((b) => JSON.stringify(b)),
  ),
})

describe('whatever is sent', () => {
  it('is never answered with a 500, and an error is always an envelope', async () => {
    const d = await demo()
    await fc.assert(
      fc.asyncProperty(anything, async (r) => {
        const headers: Record<string, string> = {
          Accept: r.accept,
          'Content-Type': r.type,
          'X-Plex-Product': r.product,
        }
        if (r.identifier !== undefined) headers['X-Plex-Client-Identifier'] = r.identifier
        if (r.token !== undefined) headers['X-Plex-Token'] = r.token || d.plex.token
        const answer = await call(d.plex.url, `${r.method} ${r.path}?${encodeURI(r.query)}`, {
          headers,
          ...(r.method === 'GET' ? {} : { body: r.body }),
        })
        expect(answer.status).not.toBe(500)
        if (answer.status >= 400 && r.accept === 'application/json') {
          expect(answer.json).toMatchObject({ errors: [{ message: expect.any(String) }] })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('takes the controls no further than 400', async () => {
    const d = await demo()
    const paths = ['approve', 'decline', 'link', 'faults', 'release', 'devices']
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.json(), async (path, body) => {
        const headers = { 'Content-Type': 'application/json' }
        const answer = await call(d.plex.url, `POST /demo/${path}`, { headers, body })
        expect([200, 201, 400]).toContain(answer.status)
      }),
      { numRuns: 100 },
    )
  })

  it('never lets one PIN take the token of another, in any order of clicks', async () => {
    const d = await demo()
    const step = fc.record({ who: fc.nat(2), what: fc.constantFrom('new', 'approve', 'poll') })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const latest = new Map<number, { id: number; code: string }>()
        for (const { who, what } of steps) {
          const own = { 'X-Plex-Client-Identifier': `client-${who}` }
          const pin = latest.get(who)
          if (what === 'new') latest.set(who, await newPin(d, true, own))
          if (what === 'approve' && pin) approveOnce(d.plex, pin.code)
          if (what === 'poll' && pin) {
            const { authToken } = (await poll(d, pin.id, own)).json as { authToken?: string }
            const holder = d.plex.pins().filter((p) => authToken && p.authToken === authToken)
            expect(holder.every((p) => p.clientIdentifier === `client-${who}`)).toBe(true)
            if (authToken) expect(d.plex.tokenIsAlive(authToken)).toBe(true)
          }
        }
      }),
      { numRuns: 20 },
    )
  })
})

function approveOnce(plex: { approve(code: string): void }, code: string): void {
  try {
    plex.approve(code)
  } catch {
    // Approved before; the point is what the polls show.
  }
}
