import { describe, expect, it } from 'vitest'
import { bearing, demo, ID, JSON_ID, linked, newPin, poll, START } from './plex.ts'

describe('the request log', () => {
  it('says when, what, who and with what result', async () => {
    const d = await demo()
    const pin = await newPin(d, true, { Origin: 'https://app.example' })
    await poll(d, pin.id)
    expect(d.plex.log).toMatchObject([
      {
        n: 0,
        at: START,
        method: 'POST',
        path: '/api/v2/pins',
        query: 'strong=true',
        host: `127.0.0.1:${d.plex.port}`,
        origin: 'https://app.example',
        clientIdentifier: ID,
        product: 'Contract',
        status: 201,
        pinId: String(pin.id),
        aborted: false,
      },
      { n: 1, at: START + 1000, method: 'GET', status: 200, pinId: String(pin.id) },
    ])
  })

  it('has a request once, whatever its path looks like', async () => {
    const d = await demo()
    const { status } = await d.call('DELETE /*')
    expect([status, d.plex.log.length]).toEqual([404, 1])
  })

  it('never holds a token, however it came, and says whether it was good', async () => {
    const d = await demo()
    const old = await linked(d)
    const token = await linked(d)
    await d.call('GET /api/v2/user', { headers: bearing(token) })
    await d.call(`GET /api/v2/user?X-Plex-Token=${token}&deviceJWT=a.b.c`)
    await d.call('GET /api/v2/user', { headers: bearing(old) })
    await d.call('GET /api/v2/user', { headers: bearing('never-seen') })
    expect(d.plex.log.slice(-4)).toMatchObject([
      { tokenIn: 'header', token: 'alive' },
      { tokenIn: 'query', token: 'alive', query: 'X-Plex-Token=[token]&deviceJWT=[token]' },
      { tokenIn: 'header', token: 'dead' },
      { tokenIn: 'header', token: 'unknown' },
    ])
    const text = JSON.stringify(d.plex.log)
    for (const secret of [token, old, d.plex.token, 'never-seen', 'a.b.c']) {
      expect(text).not.toContain(secret)
    }
  })

  it('can be waited for, before and after the fact, and gives up in words', async () => {
    const d = await demo()
    const coming = d.plex.waitFor((entry) => entry.method === 'POST')
    await newPin(d)
    expect((await coming).status).toBe(201)
    expect(await d.plex.waitFor((entry) => entry.n === 0)).toBe(await coming)
    await expect(d.plex.waitFor(() => false, 5)).rejects.toThrow(/POST \/api\/v2\/pins 201/)
  })

  it('is there over HTTP, without the controls themselves', async () => {
    const d = await demo()
    await d.call('POST /api/v2/pins', { headers: JSON_ID })
    expect((await d.call('GET /demo/log')).json).toMatchObject([{ n: 0, status: 201 }])
    expect((await d.call('GET /demo/log?since=1')).json).toEqual([])
    const pins = await d.call('GET /demo/pins')
    expect(pins.json).toMatchObject([{ clientIdentifier: ID, alive: true, claimed: false }])
    expect(pins.text).not.toContain('authToken')
  })
})
