import { Hono } from 'hono'
import { fail, sendJson } from '../http/answer.ts'
import { type Ctx, callerOf, type Env } from '../http/context.ts'
import { identified } from '../http/limits.ts'
import { readJwk, readJwt } from '../state/jwt.ts'

/** Sign-in by key. docs/PLEX-API.md §6 */
export function keyRoutes(): Hono<Env> {
  const app = new Hono<Env>()
  app.post('/api/v2/auth/jwk', identified, register)
  app.get('/api/v2/auth/nonce', nonce)
  app.post('/api/v2/auth/token', identified, exchange)
  app.get('/api/v2/auth/keys', (c) => sendJson(c, JSON.stringify(c.var.world.keys.jwks())))
  return app
}

/** The key goes to the device of the token, whatever identifier was sent. docs/PLEX-API.md §6.2 */
function register(c: Ctx): Response {
  const { world, asked } = c.var
  const caller = callerOf(c)
  if (typeof caller === 'string') return fail(c, caller)
  const jwk = readJwk(asked.json.jwk)
  if (!jwk) return fail(c, 'badParameter')
  return world.keys.register(jwk, caller.device.id) ? sendJson(c, '{}', 201) : fail(c, 'jwtTaken')
}

/** Without an identifier it is 422, not 400 as everywhere else. docs/PLEX-API.md §6.3 */
function nonce(c: Ctx): Response {
  const { world, asked } = c.var
  if (asked.clientIdentifier === null) return fail(c, 'unprocessable')
  return sendJson(c, JSON.stringify({ nonce: world.keys.nonce() }))
}

/** docs/PLEX-API.md §6.3; the answer's name is in snake case. */
function exchange(c: Ctx): Response {
  const { world, asked } = c.var
  const text = asked.json.jwt
  const jwt = typeof text === 'string' ? readJwt(text) : null
  if (!jwt) return fail(c, 'badParameter')
  const kid = String(jwt.header.kid)
  const key = world.keys.registered(kid)
  const device = key ? world.devices.byId(key.deviceId) : null
  if (!key || !device) return fail(c, 'jwtSignature')
  const problem = world.keys.check(jwt, key.jwk, device.clientIdentifier)
  if (problem === 'expired') return fail(c, 'jwtExpired')
  if (problem === 'issuer') return fail(c, 'jwtIssuer')
  if (problem) return fail(c, 'jwtSignature')
  if (!world.keys.useNonce(String(jwt.claims.nonce))) return fail(c, 'jwtSignature')
  return sendJson(c, JSON.stringify({ auth_token: world.issueJwt(device, kid, jwt) }))
}
