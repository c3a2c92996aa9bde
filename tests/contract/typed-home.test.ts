import { describe, expect, it } from 'vitest'
import { KID, MANAGED, MEMBER, SECOND } from '../../demo/plex-tv/server.ts'
import { Token } from '../../lib/plex/token.ts'
import { linked, newPin, pinOf, poll } from './plex.ts'
import { OURS, stage } from './typed.ts'

const LIST = 'GET /api/v2/devices'
const SITE = { clientIdentifier: 'of-a-site', product: 'media.test via Foyer' }
const who = ({ id }: { id: number }, pin: string | null = null) => ({ userId: String(id), pin })

describe('a Home, seen by the extension (docs/PLEX-API.md §5.4)', () => {
  it('has an admin, a member, and managed users with a PIN and without', async () => {
    const { plex, token } = await stage()
    expect(await plex.listHomeUsers(OURS, token)).toMatchObject([
      { title: 'Demo Person', username: 'demo', admin: true, managed: false, hasPin: false },
      { title: MANAGED.title, username: '', admin: false, managed: true, hasPin: true },
      { title: MEMBER.title, username: 'partner', managed: false, hasPin: false },
      { title: KID.title, managed: true, hasPin: false },
    ])
  })

  it('gives a token of theirs for each identifier that asks, and none for a wrong PIN', async () => {
    const { d, plex, token } = await stage()
    for (const pin of [null, '0000']) {
      const refused = await plex.switchHomeUser(SITE, token, who(MANAGED, pin))
      expect(refused).toEqual({ kind: 'wrong_pin' })
    }
    const outcome = await plex.switchHomeUser(SITE, token, who(MANAGED, '2468'))
    if (outcome.kind !== 'switched') throw new Error(outcome.kind)
    expect(outcome.user).toMatchObject({ id: String(MANAGED.id), title: MANAGED.title, email: '' })
    expect(d.plex.tokensOf(SITE.clientIdentifier)).toEqual([
      { accountId: MANAGED.id, token: outcome.token.reveal() },
    ])
    expect(await plex.getUser(SITE, outcome.token)).toEqual(outcome.user)
    expect(await plex.ping(SITE, outcome.token)).toEqual({ kind: 'ok' })
    expect(JSON.stringify(d.plex.log)).not.toContain('2468')
  })

  it('tells who is gone, who may not, what is too often, and a token that is dead', async () => {
    const { d, plex, token } = await stage({ switchesPerMinute: 2 })
    d.plex.removeAccount(KID)
    expect(await plex.switchHomeUser(SITE, token, who(KID))).toEqual({ kind: 'gone' })
    const pin = await newPin(d)
    d.plex.approve(pin.code, SECOND)
    const outside = new Token(pinOf(await poll(d, pin.id)).authToken ?? '')
    const refused = await plex.switchHomeUser(SITE, outside, who(MEMBER))
    expect(refused).toEqual({ kind: 'not_allowed' })
    await plex.switchHomeUser(SITE, token, who(MEMBER))
    const limited = await plex.switchHomeUser(SITE, token, who(MEMBER))
    expect(limited).toEqual({ kind: 'too_many', retryAfter: null })
    d.plex.changePassword()
    expect(await plex.switchHomeUser(SITE, token, who(MEMBER))).toEqual({ kind: 'invalid' })
    expect(await plex.ping(OURS, token)).toEqual({ kind: 'invalid' })
  })
})

describe('devices without a list in JSON (docs/PLEX-API.md §5.2)', () => {
  it.each([
    ['404', { kind: 'status', status: 404, route: LIST }],
    ['406', { kind: 'status', status: 406, route: LIST }],
    ['XML', { kind: 'xml-only', route: LIST }],
  ] as const)('are the same 500 ones, after %s', async (_what, fault) => {
    const { d, plex, token } = await stage()
    await linked(d, `tv "<&'>]]&amp;&#1;`)
    d.plex.addDevices(500)
    const inJson = await plex.listDevices(OURS, token)
    d.plex.faults.set(fault)
    const inXml = await plex.listDevices(OURS, token)
    expect(inXml).toHaveLength(503)
    expect(inXml).toEqual(inJson)
    await plex.removeDevice(OURS, token, inXml.at(-1)?.id ?? '')
    expect(await plex.listDevices(OURS, token)).toHaveLength(502)
  })
})

describe('ping (docs/PLEX-API.md §5.2)', () => {
  it.each([
    [{ kind: 'status', status: 401 }, 'invalid'],
    [{ kind: 'status', status: 422, message: 'Invalid token' }, 'invalid'],
    [{ kind: 'status', status: 422 }, 'trouble'],
    [{ kind: 'status', status: 503, body: 'html' }, 'trouble'],
    [{ kind: 'too-many', retryAfter: 7 }, 'trouble'],
    [{ kind: 'not-json' }, 'trouble'],
    [{ kind: 'truncated' }, 'trouble'],
    [{ kind: 'dropped' }, 'trouble'],
  ] as const)('takes %j for %s', async (fault, kind) => {
    const { d, plex, token } = await stage()
    d.plex.faults.set({ ...fault, route: 'GET /api/v2/ping', times: 1 })
    expect(await plex.ping(OURS, token)).toMatchObject({ kind })
    expect(await plex.ping(OURS, token)).toEqual({ kind: 'ok' })
  })
})
