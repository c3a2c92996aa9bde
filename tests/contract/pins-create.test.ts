import { describe, expect, it } from 'vitest'
import { demo, errorOf, ID, JSON_ID, newPin, pinOf } from './plex.ts'

const NO_IDENTIFIER = errorOf(1000, 'X-Plex-Client-Identifier is missing', 400)
const FORM = 'application/x-www-form-urlencoded'

describe('a new PIN (docs/PLEX-API.md §1)', () => {
  it('is 201 with the twelve members in their order', async () => {
    const d = await demo()
    const answer = await d.call('POST /api/v2/pins?strong=true', {
      headers: { ...JSON_ID, 'X-Plex-Product': 'Contract' },
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    const pin = pinOf(answer)
    expect(Object.keys(pin)).toEqual([
      'id',
      'code',
      'product',
      'trusted',
      'qr',
      'clientIdentifier',
      'location',
      'expiresIn',
      'createdAt',
      'expiresAt',
      'authToken',
      'newRegistration',
    ])
    expect(pin).toMatchObject({
      product: 'Contract',
      trusted: false,
      qr: `https://plex.tv/api/v2/pins/qr/${pin.code}`,
      clientIdentifier: ID,
      expiresIn: 1800,
      createdAt: '2026-06-24T16:13:31Z',
      expiresAt: '2026-06-24T16:43:31Z',
      authToken: null,
      newRegistration: null,
    })
  })

  it('has 25 small letters and digits when strong, 4 capitals and digits for 900 s else', async () => {
    const d = await demo()
    const strong = await newPin(d)
    const short = await newPin(d, false)
    expect(strong.code).toMatch(/^[a-z0-9]{25}$/)
    expect(short.code).toMatch(/^[A-Z0-9]{4}$/)
    expect(short).toMatchObject({ expiresIn: 900, expiresAt: '2026-06-24T16:28:31Z' })
  })

  it('has an id between 1e8 and 2^31-1 that says nothing about the one before', async () => {
    const d = await demo()
    const ids: number[] = []
    for (let i = 0; i < 8; i += 1) ids.push((await newPin(d)).id)
    expect(new Set(ids).size).toBe(8)
    for (const id of ids) expect(id >= 1e8 && id < 2 ** 31).toBe(true)
    expect(ids).not.toEqual([...ids].sort((a, b) => a - b))
  })

  it.each([
    ['query', 'true', 25],
    ['query', 'True', 25],
    ['query', '1', 25],
    ['query', 'false', 4],
    ['form', 'true', 25],
    ['JSON', 'true', 25],
    ['JSON', 'false', 4],
  ])('reads strong from the %s as %s', async (where, value, length) => {
    const d = await demo()
    const path = where === 'query' ? `/api/v2/pins?strong=${value}` : '/api/v2/pins'
    const type = where === 'form' ? FORM : 'application/json'
    const body = where === 'form' ? `strong=${value}` : `{"strong":${value}}`
    const answer = await d.call(`POST ${path}`, {
      headers: { ...JSON_ID, ...(where === 'query' ? {} : { 'Content-Type': type }) },
      ...(where === 'query' ? {} : { body }),
    })
    expect(pinOf(answer).code).toHaveLength(length)
  })

  it.each([
    [
      'header',
      '/api/v2/pins',
      { 'X-Plex-Client-Identifier': ID, 'X-Plex-Product': 'P' },
      undefined,
    ],
    ['query', `/api/v2/pins?X-Plex-Client-Identifier=${ID}&X-Plex-Product=P`, {}, undefined],
    [
      'form',
      '/api/v2/pins',
      { 'Content-Type': FORM },
      `X-Plex-Client-Identifier=${ID}&X-Plex-Product=P`,
    ],
  ] as const)('knows the caller by the %s', async (_where, path, headers, body) => {
    const d = await demo()
    const answer = await d.call(`POST ${path}`, {
      headers: { Accept: 'application/json', ...headers },
      ...(body ? { body } : {}),
    })
    expect(answer.status).toBe(201)
    expect(pinOf(answer)).toMatchObject({ clientIdentifier: ID, product: 'P' })
  })

  it.each([{}, { 'X-Plex-Client-Identifier': '' }])(
    'is 400/1000 for nobody %j',
    async (headers) => {
      const d = await demo()
      const answer = await d.call('POST /api/v2/pins?strong=true', {
        headers: { Accept: 'application/json', ...headers },
      })
      expect(answer.status).toBe(400)
      expect(answer.json).toEqual(NO_IDENTIFIER)
      expect(d.plex.pins()).toHaveLength(0)
    },
  )

  it('calls a product that was not named "0"', async () => {
    const d = await demo()
    const answer = await d.call('POST /api/v2/pins', { headers: JSON_ID })
    expect(pinOf(answer).product).toBe('0')
  })

  it('reads header bytes as UTF-8, and as ISO-8859-1 where they are not', async () => {
    const d = await demo()
    const utf8 = Buffer.from('Überblick', 'utf8').toString('latin1')
    expect((await newPin(d, true, { 'X-Plex-Product': utf8 })).product).toBe('Überblick')
    expect((await newPin(d, true, { 'X-Plex-Product': 'Überblick' })).product).toBe('Überblick')
  })

  it('has a .json path that needs no Accept, and a QR picture', async () => {
    const d = await demo()
    const answer = await d.call('POST /api/v2/pins.json', {
      headers: { 'X-Plex-Client-Identifier': ID },
    })
    expect(answer.status).toBe(201)
    const qr = await d.call(`GET /api/v2/pins/qr/${pinOf(answer).code}`)
    expect(qr.headers.get('content-type')).toBe('image/png')
    expect((await d.call('GET /api/v2/pins/qr/ZZZZZ', { headers: JSON_ID })).status).toBe(404)
  })

  it('is kept apart for every identifier, with the Origin that made it', async () => {
    const d = await demo()
    await newPin(d, true, { Origin: 'https://app.example' })
    expect(d.plex.pins()[0]).toMatchObject({ origin: 'https://app.example', authToken: null })
  })
})
