import { request } from 'node:http'
import { expect, it } from 'vitest'
import { demo } from './plex.ts'

/** The host is the browser's to say: `fetch` lets nobody choose it. */
function identityAt(port: number, host: string): Promise<{ status?: number; text: string }> {
  return new Promise((resolve, reject) => {
    request({ port, path: '/identity', headers: { host } }, (answer) => {
      let text = ''
      answer.on('data', (part) => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
    })
      .on('error', reject)
      .end()
  })
}

it('a media server says who it is at each of its addresses, without a token (docs/PLEX-API.md §5.5)', async () => {
  const { plex } = await demo()
  const [home] = plex.servers.all
  const hosts = [
    plex.mediaServer,
    '192.168.1.20:32400',
    '203.0.113.20:32400',
    '[2001:db8::20]:32400',
  ]
  for (const host of hosts) {
    const { status, text } = await identityAt(plex.port, host)
    expect([status, JSON.parse(text).MediaContainer.machineIdentifier]).toEqual([
      200,
      home?.machine,
    ])
  }
  expect((await identityAt(plex.port, '192.0.2.1:32400')).status).toBe(404)
})
