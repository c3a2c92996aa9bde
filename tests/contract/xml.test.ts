import { describe, expect, it } from 'vitest'
import { convert } from 'xmlbuilder2'
import { bearing, demo, ID, newPin } from './plex.ts'

/** Elements as objects, attributes under `@name`; throws when the text is not well-formed. */
interface Element {
  [name: string]: Element & Element[] & string
}

const read = (text: string) => convert(text, { format: 'object' }) as unknown as Element

describe('the XML form, for a caller that does not ask for JSON (docs/PLEX-API.md §1.7)', () => {
  it('says a PIN in attributes: 0/1, empty for null, dates with UTC', async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'location', preset: 'country-only' })
    const answer = await d.call('POST /api/v2/pins?strong=True', {
      headers: { 'X-Plex-Client-Identifier': ID, 'X-Plex-Product': 'R & D <1>' },
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('content-type')).toMatch(/^application\/xml/)
    const { id, code } = d.plex.pins()[0] ?? { id: '', code: '' }
    // The reader leaves references in attributes as they are.
    expect(answer.text).toContain('product="R &amp; D &lt;1&gt;"')
    expect(read(answer.text)).toEqual({
      pin: {
        '@id': id,
        '@code': code,
        '@product': 'R &amp; D &lt;1&gt;',
        '@trusted': '0',
        '@qr': `https://plex.tv/api/v2/pins/qr/${code}`,
        '@clientIdentifier': ID,
        '@expiresIn': '1800',
        '@createdAt': '2026-06-24 16:13:31 UTC',
        '@expiresAt': '2026-06-24 16:43:31 UTC',
        '@authToken': '',
        '@newRegistration': '',
        location: {
          '@code': 'US',
          '@european_union_member': '0',
          '@continent_code': 'NA',
          '@country': 'United States',
          '@city': '',
          '@time_zone': '',
          '@postal_code': '',
          '@in_privacy_restricted_country': '0',
          '@in_privacy_restricted_region': '0',
          '@subdivisions': '',
          '@coordinates': '',
        },
      },
    })
  })

  it('says errors too, and 1020 without a status', async () => {
    const d = await demo()
    const nobody = read((await d.call('POST /api/v2/pins')).text)
    expect(nobody.errors?.error).toEqual({
      '@code': '1000',
      '@message': 'X-Plex-Client-Identifier is missing',
      '@status': '400',
    })
    const headers = { 'X-Plex-Client-Identifier': ID }
    const unknown = read((await d.call('GET /api/v2/pins/1', { headers })).text)
    expect(unknown.errors?.error).toEqual({
      '@code': '1020',
      '@message': 'Code not found or expired',
    })
  })

  it('says the user, with lists as children', async () => {
    const d = await demo()
    const headers = { 'X-Plex-Token': d.plex.token, 'X-Plex-Client-Identifier': ID }
    const { user } = read((await d.call('GET /api/v2/user', { headers })).text)
    expect(user).toMatchObject({
      '@id': String(d.plex.account.id),
      '@authToken': d.plex.token,
      '@homeAdmin': '1',
      '@locale': '',
    })
    expect(user?.subscription?.features?.feature?.[0]).toHaveProperty('@id')
    expect(read((await d.call('GET /api/v2/ping', { headers })).text)).toEqual({ pong: '1' })
    const { resources } = read((await d.call('GET /api/v2/resources', { headers })).text)
    expect(resources?.resource?.[0]?.connections?.connection).toHaveLength(2)
  })

  it('knows the old version, with elements and auth_token', async () => {
    const d = await demo()
    const headers = { 'X-Plex-Client-Identifier': ID }
    const made = await d.call('POST /pins.xml', { headers })
    expect(made.status).toBe(201)
    const { pin } = read(made.text)
    d.plex.approve(pin?.code ?? '')
    const seen = read((await d.call(`GET /pins/${pin?.id}.xml`, { headers })).text)
    expect(d.plex.tokenIsAlive(seen.pin?.auth_token ?? '')).toBe(true)
    expect((await d.call('GET /pins/1.xml', { headers })).status).toBe(404)
  })

  it('stays well-formed with any product', async () => {
    const d = await demo()
    await newPin(d)
    const product = encodeURIComponent('\u0001"<&\uFFFE]]>&amp;&#1;&x;')
    const answer = await d.call(
      `POST /api/v2/pins?X-Plex-Client-Identifier=a&X-Plex-Product=${product}`,
    )
    expect(answer.status).toBe(201)
    expect(read(answer.text).pin).toMatchObject({ '@clientIdentifier': 'a' })
    expect(answer.text).toContain('&amp;amp;&amp;#1;&amp;x;')
    const devices = await d.call('GET /devices.xml', { headers: bearing(d.plex.token) })
    expect(read(devices.text)).toHaveProperty('MediaContainer')
  })
})
