import { describe, expect, it } from 'vitest'
import { MANAGED } from '../../demo/plex-tv/server.ts'
import { Token } from '../../lib/plex/token.ts'
import { ID, linked, newPin, pinOf, poll } from './plex.ts'
import { OURS, stage } from './typed.ts'

const OTHER = { 'X-Plex-Client-Identifier': 'a-television' }

describe('linking a PIN of somebody else (docs/PLEX-API.md §4, §5.2)', () => {
  it.each([true, false])('gives them a token and leaves ours alone (strong %s)', async (strong) => {
    const { d, text, token, plex } = await stage()
    const pin = await newPin(d, strong, OTHER)
    await plex.linkPin(OURS, token, pin.code)
    const { authToken } = pinOf(await poll(d, pin.id, OTHER))
    expect([d.plex.tokenIsAlive(authToken ?? ''), d.plex.tokenIsAlive(text)]).toEqual([true, true])
    expect(authToken).not.toBe(text)
  })

  it('rotates out the token that they had', async () => {
    const { d, token, plex } = await stage()
    const tokens: string[] = []
    for (let i = 0; i < 2; i += 1) {
      const pin = await newPin(d, true, OTHER)
      await plex.linkPin(OURS, token, pin.code)
      tokens.push(pinOf(await poll(d, pin.id, OTHER)).authToken ?? '')
    }
    expect(tokens.map((t) => d.plex.tokenIsAlive(t))).toEqual([false, true])
    const theirs = (await plex.listDevices(OURS, token)).filter(
      ({ clientIdentifier }) => clientIdentifier === 'a-television',
    )
    expect(theirs).toHaveLength(1)
  })

  it('is logged with who approved, a token that lived, and neither code nor token', async () => {
    const { d, text, token, plex } = await stage()
    const pin = await newPin(d, true, OTHER)
    await plex.linkPin(OURS, token, pin.code)
    expect(d.plex.log.at(-1)).toMatchObject({
      method: 'PUT',
      path: '/api/v2/pins/link',
      query: '',
      clientIdentifier: 'foyer',
      tokenIn: 'header',
      token: 'alive',
      pinId: String(pin.id),
      status: 204,
    })
    const log = JSON.stringify(d.plex.log)
    for (const secret of [text, pin.code]) expect(log).not.toContain(secret)
  })

  it('is not known for a code that is wrong, used or too old, nor allowed for a dead token', async () => {
    const { d, token, plex } = await stage()
    const pin = await newPin(d, true, OTHER)
    const late = await newPin(d, true, OTHER)
    await plex.linkPin(OURS, token, pin.code)
    const unknown = { kind: 'not_found', status: 404, code: 1020 }
    await expect(plex.linkPin(OURS, token, pin.code)).rejects.toMatchObject(unknown)
    await expect(plex.linkPin(OURS, token, 'ZZZZ')).rejects.toMatchObject(unknown)
    d.advance(1_800_000)
    await expect(plex.linkPin(OURS, token, late.code)).rejects.toMatchObject(unknown)
    await plex.signOut(OURS, token)
    await expect(plex.linkPin(OURS, token, 'ZZZZ')).rejects.toMatchObject({ kind: 'unauthorized' })
    expect(d.plex.log.at(-1)).toMatchObject({ token: 'dead', status: 401 })
  })

  it('is 403/1009 for a managed user', async () => {
    const { d, plex } = await stage()
    const mine = await newPin(d)
    d.plex.approve(mine.code, MANAGED)
    const token = new Token(pinOf(await poll(d, mine.id)).authToken ?? '')
    const pin = await newPin(d, true, OTHER)
    const refused = plex.linkPin({ ...OURS, clientIdentifier: ID }, token, pin.code)
    await expect(refused).rejects.toMatchObject({ kind: 'forbidden', status: 403, code: 1009 })
    expect(pinOf(await poll(d, pin.id, OTHER)).authToken).toBeNull()
  })
})

describe('devices (docs/PLEX-API.md §5.2)', () => {
  it('are listed, and one is removed by its number, with its token', async () => {
    const { d, token, plex } = await stage()
    const theirs = await linked(d, 'a-television')
    const before = await plex.listDevices(OURS, token)
    expect(before.map((x) => x.clientIdentifier)).toEqual([
      d.plex.clientIdentifier,
      'foyer',
      'a-television',
    ])
    const [, , television] = before
    expect(television).toMatchObject({ product: 'Contract', createdAt: d.now() - 1000 })
    const id = television?.id ?? ''
    await plex.removeDevice(OURS, token, id)
    expect(d.plex.tokenIsAlive(theirs)).toBe(false)
    expect((await plex.listDevices(OURS, token)).map((x) => x.id)).not.toContain(id)
    const again = plex.removeDevice(OURS, token, id)
    await expect(again).rejects.toMatchObject({ kind: 'not_found', code: 1002 })
    expect(d.plex.log.at(-1)).toMatchObject({
      method: 'DELETE',
      path: `/devices/${id}.xml`,
      clientIdentifier: 'foyer',
      token: 'alive',
      status: 404,
    })
  })

  it('of nobody are not told', async () => {
    const { plex } = await stage()
    const stranger = new Token('nobodys-token')
    for (const call of [plex.listDevices(OURS, stranger), plex.removeDevice(OURS, stranger, '1')]) {
      await expect(call).rejects.toMatchObject({ kind: 'unauthorized', code: 1001 })
    }
  })
})

describe('servers (docs/PLEX-API.md §5.3)', () => {
  it('are the two that are servers, each with its own token, the owned one first', async () => {
    const { text, token, plex } = await stage()
    const [own, shared, ...rest] = await plex.listServers(OURS, token)
    expect(rest).toEqual([])
    expect(own).toMatchObject({ name: 'Demo Living Room', owned: true, version: '1.42.2.10156' })
    expect(shared).toMatchObject({ name: 'Demo Cottage', owned: false })
    expect(own?.accessToken?.reveal()).toBe(text)
    expect(shared?.accessToken?.reveal()).not.toBe(text)
    expect(own?.connections.map(({ local, relay }) => [local, relay])).toEqual([
      [true, false],
      [false, false],
      [false, false],
      [false, true],
    ])
  })

  it('of nobody are not told', async () => {
    const { plex } = await stage()
    const asked = plex.listServers(OURS, new Token('nobodys-token'))
    await expect(asked).rejects.toMatchObject({ kind: 'unauthorized', code: 1001 })
  })
})
