import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Demo, demo } from './plex.ts'
import {
  BadRequest,
  createRequest,
  lookRequest,
  modelOf,
  NotFound,
  SDKS,
  type WireRequest,
} from './sdks.ts'

const send = (d: Demo, { method, path, headers }: WireRequest) => {
  d.advance(1000)
  return d.call(`${method} ${path}`, { headers })
}

describe.each(SDKS)('$name $version (docs/PLEX-API.md §7)', (row) => {
  const model = modelOf(row)

  it(`${row.create} and ${row.look} go from a new PIN to a token`, async () => {
    const d = await demo()
    const made = await send(d, createRequest(row))
    expect(made.status).toBe(201)
    const pin = v.parse(model, made.json)
    expect(pin.code).toHaveLength(25)
    const product = row.sends.includes('Product') ? 'SDK' : '0'
    expect(pin).toMatchObject({ clientIdentifier: 'sdk-client', product })
    const open = await send(d, lookRequest(row, pin.id))
    expect([open.status, v.parse(model, open.json).authToken]).toEqual([200, null])
    d.plex.approve(pin.code)
    const { authToken } = v.parse(model, (await send(d, lookRequest(row, pin.id))).json)
    expect(d.plex.tokenIsAlive(authToken ?? '')).toBe(true)
  })

  it('finds its errors in their shapes', async () => {
    const d = await demo()
    const unknown = await send(d, lookRequest(row, 1))
    expect([unknown.status, v.is(NotFound, unknown.json)]).toEqual([404, true])
    const nobody = { ...createRequest(row), path: '/api/v2/pins', headers: {} }
    const refused = await send(d, { ...nobody, headers: { Accept: 'application/json' } })
    expect([refused.status, v.is(BadRequest, refused.json)]).toEqual([400, true])
  })

  it(`with null for the city: ${row.nulls}; without the key: ${row.missing}`, async () => {
    const d = await demo()
    d.plex.faults.set({ kind: 'location', preset: 'country-only', times: 1 })
    const nulls = await send(d, createRequest(row))
    expect(nulls.json).toMatchObject({ location: { city: null } })
    expect(v.is(model, nulls.json)).toBe(row.nulls === 'accepts')
    d.plex.faults.set({ kind: 'location', preset: 'missing-keys', times: 1 })
    const missing = await send(d, createRequest(row))
    expect(v.is(model, missing.json)).toBe(row.missing === 'accepts')
  })
})

it('plexpy up to 0.8.1 did not expect the 201 that plex.tv gives', async () => {
  const row = SDKS.find(({ created }) => created === 200)
  expect(row).toMatchObject({ name: 'plexpy', version: '0.8.1' })
  const d = await demo()
  if (row) expect((await send(d, createRequest(row))).status).not.toBe(row.created)
})
