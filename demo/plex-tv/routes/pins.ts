import { Hono } from 'hono'
import { answer, fail, png } from '../http/answer.ts'
import { type Ctx, callerOf, type Env } from '../http/context.ts'
import { identified } from '../http/limits.ts'
import { judgeForward } from '../pages/forward.ts'
import { faultOf, pinAnswer, pinJson } from '../render/pin.ts'
import { qrPng } from '../render/png.ts'
import { readJwk, readJwt } from '../state/jwt.ts'
import type { Pin } from '../state/pins.ts'
import { createOld, pollOld } from './old-pins.ts'
import { address, makePin, pinOfCaller } from './pin-of-request.ts'

/** What one poll may show: the token, nothing yet, or the problem. */
type Shown = { token: string | null } | { problem: 'code' | 'jwtSignature' | 'jwtExpired' }

export function pinRoutes(): Hono<Env> {
  const app = new Hono<Env>()
  for (const path of ['/api/v2/pins', '/api/v2/pins.json']) app.post(path, identified, create)
  for (const path of ['/api/v2/pins/link', '/api/v2/pins/link.json'])
    app.put(path, identified, link)
  app.get('/api/v2/pins/info', identified, info)
  app.get('/api/v2/pins/qr/:code', qr)
  app.get('/api/v2/pins/:id', identified, poll)
  app.post('/pins.xml', identified, createOld)
  app.get('/pins/:id{[0-9]+\\.xml}', identified, pollOld)
  return app
}

/** docs/PLEX-API.md §1.2, §1.3, §6.1 */
function create(c: Ctx): Response {
  const { asked } = c.var
  const hasJwk = asked.json.jwk !== undefined
  const jwk = hasJwk ? readJwk(asked.json.jwk) : null
  if (hasJwk && jwk === null) return fail(c, 'badParameter')
  return send(c, makePin(c, asked.flag('strong'), jwk), null, 201)
}

function send(c: Ctx, pin: Pin, token: string | null, status: 200 | 201): Response {
  const { world, faults } = c.var
  const value = pinAnswer(pin, world.now(), token, faults)
  return answer(c, { root: 'pin', value, status, json: pinJson(value, faults) })
}

/** docs/PLEX-API.md §2.1, §2.2 */
function poll(c: Ctx): Response {
  const { world, entry } = c.var
  const id = (c.req.param('id') ?? '').replace(/\.json$/, '')
  if (!/^\d+$/.test(id)) return fail(c, 'badParameter')
  entry.pinId = id
  if (!world.polls.allows(id)) return fail(c, 'tooMany')
  const pin = pinOfCaller(c, id)
  if (!pin) return fail(c, 'code')
  if (!world.pins.alive(pin)) return expired(c, pin)
  if (world.claimed(pin) && vanished(c, pin)) return fail(c, 'code')
  const shown = shownBy(c, pin)
  if ('problem' in shown) return fail(c, shown.problem)
  if (shown.token !== null) pin.shown += 1
  return send(c, pin, shown.token, 200)
}

/** docs/PLEX-API.md §2.3 */
function expired(c: Ctx, pin: Pin): Response {
  const { faults } = c.var
  if (faultOf(faults, 'expired-null')) return send(c, pin, null, 200)
  return fail(c, faultOf(faults, 'expired-gone') ? 'codeGone' : 'code')
}

/** docs/PLEX-API.md §2.4 */
const vanished = (c: Ctx, pin: Pin): boolean =>
  faultOf(c.var.faults, 'claimed-vanishes') !== undefined ||
  (faultOf(c.var.faults, 'seen-once') !== undefined && pin.shown > 0)

/** A PIN with a key shows a JWT, and only to who holds the key. docs/PLEX-API.md §6.1 */
function shownBy(c: Ctx, pin: Pin): Shown {
  const { world, asked } = c.var
  const { jwk } = pin
  if (!jwk) return { token: pin.authToken }
  const proof = asked.field('deviceJWT')
  if (proof === null) return { token: null }
  const jwt = readJwt(proof)
  const problem = jwt ? world.keys.check(jwt, jwk, pin.clientIdentifier) : 'signature'
  if (problem === 'expired') return { problem: 'jwtExpired' }
  if (!jwt || problem) return { problem: 'jwtSignature' }
  const key = world.keys.registered(jwk.kid)
  const device = key && world.claimed(pin) ? world.devices.byId(key.deviceId) : null
  return { token: device ? world.issueJwt(device, jwk.kid, jwt) : null }
}

/** docs/PLEX-API.md §4 */
function link(c: Ctx): Response {
  const { world, asked, faults, entry } = c.var
  const caller = callerOf(c)
  if (typeof caller === 'string') return fail(c, caller)
  if (caller.account.restricted && !faultOf(faults, 'managed-allowed')) return fail(c, 'managed')
  const code = asked.field('code') ?? ''
  entry.pinId = world.pins.find(code)?.id ?? null
  const again = faultOf(faults, 'duplicate-claim') !== undefined
  return world.claim(code, caller.account, again) ? c.body(null, 204) : fail(c, 'code')
}

/**
 * Who asks, for the page that approves it. It names the maker of a strong PIN; that of a short one is known to
 * nobody who types it. More than its four own fields is unknown. docs/PLEX-API.md §3.1
 */
function info(c: Ctx): Response {
  const { world, asked, entry, faults } = c.var
  const pin = world.pins.find(asked.field('code') ?? '')
  if (!pin || (pin.strong && pin.clientIdentifier !== asked.clientIdentifier))
    return fail(c, 'code')
  entry.pinId = pin.id
  const value = {
    code: pin.code,
    product: pin.product,
    device: pin.about.deviceName,
    clientIdentifier: pin.clientIdentifier,
    trusted: false,
    source: `${pin.ip} (Springfield, Illinois, United States)`,
    ipMatches: pin.ip === address(c),
    isSafeOrigin: pin.origin === null || /^https:\/\/([a-z]+\.)?plex\.tv$/.test(pin.origin),
    origin: pin.origin,
    claimed: world.claimed(pin),
    forward: judgeForward(asked.field('forwardUrl'), pin.origin),
  }
  return answer(c, { root: 'pin', value: { ...value, ...faultOf(faults, 'pin-info')?.members } })
}

/** Public, without a token; it leads to the link page. docs/PLEX-API.md §3.3 */
function qr(c: Ctx): Response {
  const code = c.req.param('code') ?? ''
  if (!c.var.world.pins.find(code)) return fail(c, 'code')
  return png(c, qrPng(`https://plex.tv/link/?pin=${code}`))
}
