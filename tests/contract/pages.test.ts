import { request } from 'node:https'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeForward } from '../../demo/plex-tv/pages/forward.ts'
import { SECOND } from '../../demo/plex-tv/server.ts'
import { bearing, demo, ID, JSON_ID, newPin, pinOf, poll } from './plex.ts'

const SEND_JSON = { 'Content-Type': 'application/json' }

describe('the pages a person clicks (docs/PLEX-API.md §3)', () => {
  it.each(['/auth', '/auth/', '/link', '/link?pin=AB12', '/'])(
    '%s says that it is a demo, and can be neither framed nor reached by an opener',
    async (path) => {
      const d = await demo()
      const answer = await d.call(`GET ${path}`)
      expect(answer.status).toBe(200)
      expect(answer.text).toContain('Demo plex.tv')
      expect(answer.headers.get('x-frame-options')).toBe('DENY')
      expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
      const links = answer.text.match(/(src|href)="[^"]*"/g) ?? []
      expect(links.filter((link) => /"(https?:)?\/\//.test(link))).toEqual([])
    },
  )

  it('has the buttons by their names', async () => {
    const d = await demo()
    const auth = (await d.call('GET /auth')).text
    expect(auth).toContain('>Allow</button>')
    expect(auth).toContain('>Not now</button>')
    expect(auth).toContain("You're signed in")
    expect(auth).toContain('You may close this window')
    expect(auth).toContain('We were unable to complete this request')
    expect((await d.call('GET /link')).text).toContain('>Link</button>')
  })

  it('knows the old address of the link page', async () => {
    const d = await demo()
    const answer = await d.call('GET /pin')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/link'])
  })

  it('serves the three hosts over TLS with a certificate for each', async () => {
    const d = await demo()
    for (const host of ['plex.tv', 'clients.plex.tv', 'app.plex.tv']) {
      const status = await new Promise((resolve, reject) => {
        request(
          {
            host: '127.0.0.1',
            port: d.plex.tlsPort,
            servername: host,
            headers: { Host: host },
            ca: d.plex.cert,
            path: '/link',
          },
          (response) => resolve(response.resume().statusCode),
        )
          .on('error', reject)
          .end()
      })
      expect([host, status]).toEqual([host, 200])
    }
    expect(d.plex.log.map((entry) => entry.host)).toEqual([
      'plex.tv',
      'clients.plex.tv',
      'app.plex.tv',
    ])
  })
})

describe('what the approval page asks (docs/PLEX-API.md §3.1)', () => {
  const info = (code: string, id: string, forwardUrl = '') =>
    `GET /api/v2/pins/info?code=${code}&X-Plex-Product=Plex%20Web&X-Plex-Client-Identifier=${id}&forwardUrl=${encodeURIComponent(forwardUrl)}`

  it('tells who asks, and never a token', async () => {
    const d = await demo()
    const pin = await newPin(d, true, { Origin: 'https://app.example' })
    const headers = { Accept: 'application/json' }
    const open = await d.call(info(pin.code, ID), { headers })
    expect(open.json).toMatchObject({
      product: 'Contract',
      trusted: false,
      ipMatches: true,
      isSafeOrigin: false,
      claimed: false,
      forward: 'none',
    })
    d.plex.approve(pin.code)
    const token = pinOf(await poll(d, pin.id)).authToken ?? ''
    const claimed = await d.call(info(pin.code, ID), { headers })
    expect(claimed.json).toMatchObject({ claimed: true })
    expect(claimed.text).not.toContain(token)
  })

  it('is 404/1020 for a bad code, another identifier and an expired PIN', async () => {
    const d = await demo()
    const pin = await newPin(d)
    const headers = { Accept: 'application/json' }
    expect((await d.call(info('undefined', ID), { headers })).status).toBe(404)
    expect((await d.call(info(pin.code, 'other'), { headers })).status).toBe(404)
    d.advance(1_800_000)
    expect((await d.call(info(pin.code, ID), { headers })).status).toBe(404)
  })

  it('tells of a short code to everybody who types it', async () => {
    const d = await demo()
    const pin = await newPin(d, false)
    const headers = { Accept: 'application/json' }
    const told = await d.call(info(pin.code, 'other'), { headers })
    expect(told.json).toMatchObject({ product: 'Contract', clientIdentifier: ID })
  })

  it('tells something else, where it is told to', async () => {
    const d = await demo()
    const pin = await newPin(d)
    const headers = { ...SEND_JSON, ...JSON_ID }
    const rule = { kind: 'pin-info', members: { ipMatches: false, product: null }, times: 1 }
    await d.call('POST /demo/faults', { headers, body: JSON.stringify(rule) })
    const told = await d.call(info(pin.code, ID), { headers })
    expect(told.json).toMatchObject({ ipMatches: false, product: null, trusted: false })
    const after = await d.call(info(pin.code, ID), { headers })
    expect(after.json).toMatchObject({ ipMatches: true, product: 'Contract' })
  })

  it.each([
    [null, 'none'],
    ['', 'none'],
    ['https://app.example/back?pin=1', 'ok'],
    ['http://app.example:8080/', 'ok'],
    ['https://evil.example/', 'foreign'],
    ['https://app.example.evil.example/', 'foreign'],
    ['chrome-extension://abc/done.html', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['/relative', 'scheme'],
  ])('takes forwardUrl %s for %s', (forwardUrl, verdict) => {
    expect(judgeForward(forwardUrl, 'https://app.example')).toBe(verdict)
  })

  it('follows nothing for a PIN whose maker had no Origin', () => {
    expect(judgeForward('https://app.example/', null)).toBe('foreign')
  })

  it('lets nothing pass that is not on the same host, whatever it looks like', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.domain()), (text) => {
        const verdict = judgeForward(text, 'https://app.example')
        return verdict !== 'ok' || new URL(text).hostname === 'app.example'
      }),
    )
  })
})

describe('the buttons', () => {
  const press = (d: Awaited<ReturnType<typeof demo>>, path: string, body: object) =>
    d.call(`POST /demo/${path}`, { headers: SEND_JSON, body: JSON.stringify(body) })

  it('links a short code in any case, for the account that was chosen', async () => {
    const d = await demo()
    const pin = await newPin(d, false)
    const answer = await press(d, 'link', {
      code: ` ${pin.code.toLowerCase()} `,
      account: SECOND.id,
    })
    expect(answer.json).toEqual({ approved: true })
    const token = pinOf(await poll(d, pin.id)).authToken ?? ''
    const user = await d.call('GET /api/v2/user', { headers: bearing(token) })
    expect(user.json).toMatchObject({ username: 'second' })
  })

  it('refuses the 25 characters of a strong code on the link page', async () => {
    const d = await demo()
    const pin = await newPin(d)
    expect((await press(d, 'link', { code: pin.code })).json).toEqual({ approved: false })
    expect((await press(d, 'approve', { code: pin.code })).json).toEqual({ approved: true })
  })

  it('declines without a trace in the answer', async () => {
    const d = await demo()
    const pin = await newPin(d)
    expect((await press(d, 'decline', { code: pin.code })).json).toEqual({ declined: true })
    expect(d.plex.pins()[0]).toMatchObject({ declined: true, authToken: null })
    const answer = await d.call(`GET /api/v2/pins/${pin.id}`, { headers: JSON_ID })
    expect(answer.json).toEqual(pin)
  })
})
