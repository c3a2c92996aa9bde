import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import type { Jwk } from './pins.ts'

export interface Jwt {
  header: Record<string, unknown>
  claims: Record<string, unknown>
  signed: string
  signature: Buffer
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const decode = (part: string): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'))
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

export function signJwt(claims: Record<string, unknown>, kid: string, key: KeyObject): string {
  const signed = `${encode({ kid, typ: 'JWT', alg: 'EdDSA' })}.${encode(claims)}`
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`
}

/** Takes a token apart without believing it. */
export function readJwt(token: string): Jwt | null {
  const [head = '', body = '', signature = '', ...rest] = token.split('.')
  const header = decode(head)
  const claims = decode(body)
  if (rest.length > 0 || header === null || claims === null) return null
  return {
    header,
    claims,
    signed: `${head}.${body}`,
    signature: Buffer.from(signature, 'base64url'),
  }
}

/**
 * The `alg` of the header chooses only between what the key itself can do.
 * docs/PLEX-API.md §6.3
 */
export function verifies(jwt: Jwt, key: KeyObject): boolean {
  const wanted = key.asymmetricKeyType === 'ed25519' ? 'EdDSA' : 'RS256'
  if (jwt.header.alg !== wanted) return false
  const digest = wanted === 'EdDSA' ? null : 'RSA-SHA256'
  return verify(digest, Buffer.from(jwt.signed), key, jwt.signature)
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** A registered key must be Ed25519 or RSA and carry a `kid`. docs/PLEX-API.md §6.1, §6.5 */
export function readJwk(value: unknown): Jwk | null {
  if (value === null || typeof value !== 'object') return null
  const raw = value as Record<string, unknown>
  const kid = text(raw.kid)
  const kty = text(raw.kty)
  if (!kid || !kty) return null
  const jwk: Jwk = { kty, kid }
  for (const name of ['alg', 'crv', 'x', 'n', 'e'] as const) {
    const member = text(raw[name])
    if (member !== undefined) jwk[name] = member
  }
  return publicKey(jwk) ? jwk : null
}

export function publicKey(jwk: Jwk): KeyObject | null {
  try {
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' })
    return key.asymmetricKeyType === 'ed25519' || key.asymmetricKeyType === 'rsa' ? key : null
  } catch {
    return null
  }
}
