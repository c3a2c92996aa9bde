import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readJwt, signJwt } from '../../demo/plex-tv/state/jwt.ts'
import { bearing, type Demo, demo, ID, JSON_ID, pinOf, poll } from './plex.ts'

const SEND_JSON = { 'Content-Type': 'application/json' }

function deviceKey(kid = 'device-key') {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { kty, crv, x } = publicKey.export({ format: 'jwk' })
  return { jwk: { kty, crv, x, kid, alg: 'EdDSA' }, kid, privateKey }
}

type DeviceKey = { kid: string; privateKey: KeyObject }

function proof(d: Demo, key: DeviceKey, claims: Record<string, unknown> = {}): string {
  const iat = Math.floor(d.now() / 1000)
  return signJwt(
    { aud: 'plex.tv', iss: ID, iat, exp: iat + 300, scope: 'username,email', ...claims },
    key.kid,
    key.privateKey,
  )
}

const nonce = async (d: Demo) =>
  ((await d.call('GET /api/v2/auth/nonce', { headers: JSON_ID })).json as { nonce: string }).nonce

const exchange = (d: Demo, jwt: string) =>
  d.call('POST /api/v2/auth/token', {
    headers: { ...JSON_ID, ...SEND_JSON },
    body: JSON.stringify({ jwt }),
  })

/** A PIN with a key, approved. */
async function keyPin(d: Demo, jwk: object) {
  const answer = await d.call('POST /api/v2/pins', {
    headers: { ...JSON_ID, ...SEND_JSON },
    body: JSON.stringify({ jwk, strong: true }),
  })
  const pin = pinOf(answer)
  d.plex.approve(pin.code)
  return pin
}

describe('a PIN with a key (docs/PLEX-API.md §6.1)', () => {
  it('shows a JWT to who holds the key, and nothing without proof', async () => {
    const d = await demo()
    const key = deviceKey()
    const pin = await keyPin(d, key.jwk)
    expect(pin.code).toHaveLength(25)
    expect(pinOf(await poll(d, pin.id)).authToken).toBeNull()
    const token = pinOf(await poll(d, `${pin.id}?deviceJWT=${proof(d, key)}`)).authToken ?? ''
    expect(readJwt(token)?.claims).toMatchObject({
      iss: 'plex.tv',
      aud: ['plex.tv', ID],
      thumbprint: key.kid,
      user: { id: d.plex.account.id, uuid: d.plex.account.uuid, username: 'demo' },
    })
    expect((await d.call('GET /api/v2/user', { headers: bearing(token) })).status).toBe(200)
  })

  it('is 422 for another key, 498 for a stale proof', async () => {
    const d = await demo()
    const key = deviceKey()
    const pin = await keyPin(d, key.jwk)
    const forged = await poll(d, `${pin.id}?deviceJWT=${proof(d, deviceKey())}`)
    expect(forged.json).toMatchObject({ errors: [{ message: 'Signature Verification Failed' }] })
    const stale = proof(d, key, { exp: Math.floor(d.now() / 1000) - 1 })
    expect((await poll(d, `${pin.id}?deviceJWT=${stale}`)).status).toBe(498)
    expect((await poll(d, `${pin.id}?deviceJWT=rubbish`)).status).toBe(422)
  })

  it('is 400 for a key that is none', async () => {
    const d = await demo()
    const answer = await d.call('POST /api/v2/pins', {
      headers: { ...JSON_ID, ...SEND_JSON },
      body: JSON.stringify({ jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AA', kid: 'k' } }),
    })
    expect(answer.status).toBe(400)
  })
})

describe('a key for a token, and refreshing (docs/PLEX-API.md §6.2, §6.3)', () => {
  const register = (d: Demo, token: string, jwk: object) =>
    d.call('POST /api/v2/auth/jwk', {
      headers: { ...bearing(token), ...SEND_JSON },
      body: JSON.stringify({ jwk }),
    })

  it('goes to the device of the token, whose legacy token dies with the first JWT', async () => {
    const d = await demo()
    const key = deviceKey()
    expect((await register(d, d.plex.token, key.jwk)).status).toBe(201)
    expect(d.plex.tokenIsAlive(d.plex.token)).toBe(true)
    const claims = { iss: d.plex.clientIdentifier, nonce: await nonce(d) }
    const answer = await exchange(d, proof(d, key, claims))
    expect(answer.status).toBe(200)
    const { auth_token } = answer.json as { auth_token: string }
    const jwt = readJwt(auth_token)
    expect(jwt?.claims).toMatchObject({ nonce: claims.nonce, thumbprint: key.kid })
    expect(Number(jwt?.claims.exp) - Number(jwt?.claims.iat)).toBe(7 * 86_400)
    expect(d.plex.tokenIsAlive(d.plex.token)).toBe(false)
    expect(d.plex.tokenIsAlive(auth_token)).toBe(true)
    d.advance(7 * 86_400_000)
    expect((await d.call('GET /api/v2/user', { headers: bearing(auth_token) })).status).toBe(498)
  })

  it('wants a nonce of the last five minutes, once, and the right issuer', async () => {
    const d = await demo()
    const key = deviceKey()
    await register(d, d.plex.token, key.jwk)
    const iss = d.plex.clientIdentifier
    const used = await nonce(d)
    expect((await exchange(d, proof(d, key, { iss, nonce: used }))).status).toBe(200)
    expect((await exchange(d, proof(d, key, { iss, nonce: used }))).status).toBe(422)
    const old = await nonce(d)
    d.advance(300_000)
    expect((await exchange(d, proof(d, key, { iss, nonce: old }))).status).toBe(422)
    const stranger = await exchange(d, proof(d, key, { iss: 'other', nonce: await nonce(d) }))
    expect(stranger.json).toMatchObject({ errors: [{ code: 1097 }] })
  })

  it('refuses a thumbprint that another device has', async () => {
    const d = await demo()
    const key = deviceKey()
    await keyPin(d, key.jwk)
    const answer = await register(d, d.plex.token, deviceKey().jwk)
    expect(answer.status).toBe(422)
    expect(answer.json).toMatchObject({ errors: [{ message: 'Thumbprint Already Taken' }] })
  })

  it('is 422, not 400, for a nonce without an identifier', async () => {
    const d = await demo()
    const headers = { Accept: 'application/json' }
    expect((await d.call('GET /api/v2/auth/nonce', { headers })).status).toBe(422)
  })

  it('publishes its key as a JWKS', async () => {
    const d = await demo()
    const answer = await d.call('GET /api/v2/auth/keys')
    expect(answer.json).toMatchObject({ keys: [{ kty: 'OKP', crv: 'Ed25519', use: 'sig' }] })
  })

  it('ends a JWT on sign-out', async () => {
    const d = await demo()
    const key = deviceKey()
    const pin = await keyPin(d, key.jwk)
    const token = pinOf(await poll(d, `${pin.id}?deviceJWT=${proof(d, key)}`)).authToken ?? ''
    await d.call('DELETE /api/v2/users/signout', { headers: bearing(token) })
    expect(d.plex.tokenIsAlive(token)).toBe(false)
  })
})
