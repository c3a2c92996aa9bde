import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto'
import { type Jwt, publicKey, readJwt, signJwt, verifies } from './jwt.ts'
import type { Jwk } from './pins.ts'

/** docs/PLEX-API.md §6.3 */
const NONCE_LIFE_MS = 300_000
const JWT_LIFE_MS = 7 * 86_400_000

/** Why a device's JWT was refused. docs/PLEX-API.md §6.5 */
export type JwtProblem = 'signature' | 'expired' | 'issuer' | 'nonce'

export interface RegisteredKey {
  jwk: Jwk
  deviceId: number
}

/** The service's own key, the devices' keys, and the nonces that are out. */
export class KeyStore {
  readonly #pair = generateKeyPairSync('ed25519')
  readonly #registered = new Map<string, RegisteredKey>()
  readonly #nonces = new Map<string, number>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  get kid(): string {
    return createHash('sha256')
      .update(this.#pair.publicKey.export({ type: 'spki', format: 'der' }))
      .digest('base64url')
  }

  /** docs/PLEX-API.md §6.4 */
  jwks(): { keys: Record<string, unknown>[] } {
    const { kty, crv, x } = this.#pair.publicKey.export({ format: 'jwk' })
    return { keys: [{ kty, crv, x, use: 'sig', alg: 'EdDSA', kid: this.kid }] }
  }

  /** False when another device has that thumbprint. docs/PLEX-API.md §6.5 */
  register(jwk: Jwk, deviceId: number): boolean {
    const known = this.#registered.get(jwk.kid)
    if (known && known.deviceId !== deviceId) return false
    this.#registered.set(jwk.kid, { jwk, deviceId })
    return true
  }

  registered(kid: string): RegisteredKey | null {
    return this.#registered.get(kid) ?? null
  }

  forget(deviceId: number): void {
    for (const [kid, key] of this.#registered) {
      if (key.deviceId === deviceId) this.#registered.delete(kid)
    }
  }

  nonce(): string {
    const nonce = randomUUID()
    this.#nonces.set(nonce, this.#now() + NONCE_LIFE_MS)
    return nonce
  }

  useNonce(nonce: string): boolean {
    const until = this.#nonces.get(nonce)
    this.#nonces.delete(nonce)
    return until !== undefined && until > this.#now()
  }

  /** A device's proof: signed by that key, for plex.tv, by that identifier, still good. */
  check(jwt: Jwt, jwk: Jwk, clientIdentifier: string): JwtProblem | null {
    const key = publicKey(jwk)
    if (!key || jwt.header.kid !== jwk.kid || !verifies(jwt, key)) return 'signature'
    if (![jwt.claims.aud].flat().includes('plex.tv')) return 'signature'
    if (jwt.claims.iss !== clientIdentifier) return 'issuer'
    const exp = jwt.claims.exp
    if (typeof exp === 'number' && exp * 1000 <= this.#now()) return 'expired'
    return null
  }

  issue(claims: Record<string, unknown>): string {
    const iat = Math.floor(this.#now() / 1000)
    return signJwt(
      { iss: 'plex.tv', iat, exp: iat + JWT_LIFE_MS / 1000, jti: randomUUID(), ...claims },
      this.kid,
      this.#pair.privateKey,
    )
  }

  /** A JWT of our own making; whether it is still good is for the caller to ask. */
  own(token: string): Jwt | null {
    const jwt = readJwt(token)
    return jwt && verifies(jwt, this.#pair.publicKey) ? jwt : null
  }
}
