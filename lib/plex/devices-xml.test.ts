import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { envelope, fakeFetch, IDENTITY, refusal, SECRET } from '../test-support/plex-server.ts'
import { createPlexClient } from './client.ts'
import { readDevicesXml } from './devices-xml.ts'
import { UnreadableAnswer } from './errors.ts'
import { Token } from './token.ts'

const DEVICE = `<Device name="R &amp; D &#x1F4FA;" publicAddress="203.0.113.20" product="Plex for LG"
  platform="webOS" clientIdentifier="tv-1" id="538114995" token="${SECRET}"
  createdAt="1782317611" lastSeenAt="1782404011"><Connection uri="http://10.0.0.2:32400"/></Device>`

const container = (...devices: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<MediaContainer publicAddress="203.0.113.20">${devices.join('\n')}</MediaContainer>`

const READ = {
  id: '538114995',
  clientIdentifier: 'tv-1',
  name: 'R & D 📺',
  product: 'Plex for LG',
  platform: 'webOS',
  lastSeenAt: 1_782_404_011_000,
  createdAt: 1_782_317_611_000,
}

function list(...answers: Parameters<typeof fakeFetch>) {
  const { fetch, seen } = fakeFetch(...answers)
  const plex = createPlexClient({ fetch, now: () => 0 })
  return { listed: plex.listDevices(IDENTITY, new Token(SECRET)), seen }
}

const inXml = (...devices: string[]) => list('<devices/>', container(...devices)).listed

describe('the list of devices where plex.tv has none in JSON', () => {
  test.each([
    ['404', refusal(404, envelope(1002, 'gone', 404))],
    ['406', refusal(406, envelope(1006, 'format', 406))],
    ['410', refusal(410)],
    ['XML', '<?xml version="1.0"?>\n<devices><device id="1"/></devices>'],
    ['XML behind a byte order mark', '\uFEFF<devices/>'],
    ['a page', '<!doctype html><title>Plex</title>'],
  ])('is read from devices.xml after %s', async (_what, first) => {
    const { listed, seen } = list(first, container(DEVICE))
    expect(await listed).toEqual([READ])
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://plex.tv/api/v2/devices',
      'GET https://plex.tv/devices.xml',
    ])
    for (const { headers } of seen) expect(headers.get('X-Plex-Token')).toBe(SECRET)
  })

  test.each([
    ['401', refusal(401), 'unauthorized'],
    ['403', refusal(403), 'forbidden'],
    ['429', refusal(429), 'rate_limited'],
    ['503', refusal(503, '<h1>Down</h1>'), 'server'],
    ['no network', new TypeError('Failed to fetch'), 'network'],
    ['rubbish', 'rubbish', 'unreadable'],
    ['nothing', '', 'unreadable'],
  ])('is not asked for after %s', async (_what, first, kind) => {
    const { listed, seen } = list(first, container(DEVICE))
    await expect(listed).rejects.toMatchObject({ kind })
    expect(seen).toHaveLength(1)
  })

  test('may be empty, or long', async () => {
    expect(await inXml()).toEqual([])
    const many = Array.from({ length: 500 }, (_, i) => DEVICE.replace('538114995', `${i}`))
    expect((await inXml(...many)).map(({ id }) => id)).toEqual(many.map((_, i) => String(i)))
  })

  test('skips what is no device, and devices without an id; does without the rest', async () => {
    const odd = [
      '<Device clientIdentifier="a"/>',
      '<Device id="" clientIdentifier="a"/>',
      '<Device id="1"/>',
      '<Other id="1" clientIdentifier="a"/>',
      '<!-- nothing -->text<![CDATA[<Device id="2" clientIdentifier="a"/>]]>',
    ]
    expect(await inXml(...odd, DEVICE)).toEqual([READ])
    expect(await inXml('<Device id="18446744073709551615" clientIdentifier="a"/>')).toEqual([
      {
        id: '18446744073709551615',
        clientIdentifier: 'a',
        name: '',
        product: '',
        platform: '',
        lastSeenAt: null,
        createdAt: null,
      },
    ])
  })

  test.each([
    ['a page', '<!doctype html><title>Plex</title><br>'],
    ['another list', '<devices><Device id="1" clientIdentifier="a"/></devices>'],
    ['JSON', '[]'],
    ['nothing', ''],
    ['a list that was cut short', container(DEVICE).slice(0, -30)],
    ['a list cut within a token', container(DEVICE).slice(0, container().length + 180)],
  ])('can make nothing of %s', async (_what, text) => {
    await expect(list('<devices/>', text).listed).rejects.toMatchObject({ kind: 'unreadable' })
  })

  test('keeps to plex.tv’s own words: a document can neither grow nor fetch', async () => {
    const grows = `<!DOCTYPE M [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">
      <!ENTITY f SYSTEM "file:///etc/passwd">]>`
    const named = '<Device id="1" clientIdentifier="x" name="&b;&f;&nbsp;"/>'
    const { listed } = list('<devices/>', `${grows}<MediaContainer>${named}</MediaContainer>`)
    expect(await listed).toMatchObject([{ id: '1', name: '&b;&f;&nbsp;' }])
  })
})

test('whatever is sent, it is read or it is unreadable, and no error quotes it', () => {
  const piece = fc.constantFrom(
    '<MediaContainer>',
    '</MediaContainer>',
    '<Device ',
    `token="${SECRET}" `,
    'id="1"',
    '/>',
    '&',
    '&amp;',
    '<!--',
    '<![CDATA[',
    '<?',
    '\u0000',
    '"',
  )
  const text = fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 })
  fc.assert(
    fc.property(text, (pieces) => {
      try {
        expect(Array.isArray(readDevicesXml(pieces.join('')))).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableAnswer)
        expect(String((error as Error).stack)).not.toContain(SECRET)
        expect(error).not.toHaveProperty('cause')
      }
    }),
  )
})
