import { pinId, shortCode, strongCode, wideId } from './random.ts'

/** docs/PLEX-API.md §1.4 */
const STRONG_LIFE_MS = 1_800_000
const SHORT_LIFE_MS = 900_000

/** What a client says about itself in `X-Plex-*`; it becomes the entry in Authorized Devices. */
export interface About {
  product: string
  version: string
  platform: string
  platformVersion: string
  device: string
  deviceName: string
  vendor: string
  model: string
}

/** A public key as JWK; only the members that plex.tv reads. docs/PLEX-API.md §6.1 */
export interface Jwk {
  kty: string
  kid: string
  alg?: string
  crv?: string
  x?: string
  n?: string
  e?: string
}

export interface Pin {
  /** Decimal digits. Opaque: it may be wider than a double. */
  readonly id: string
  readonly code: string
  readonly strong: boolean
  readonly clientIdentifier: string
  /** `"0"` when the client did not say. docs/PLEX-API.md §1.2 */
  readonly product: string
  readonly about: About
  /** The `Origin` header of the request that made it. docs/PLEX-API.md §3.1 */
  readonly origin: string | null
  readonly ip: string
  readonly jwk: Jwk | null
  /** Milliseconds since 1970, by the server's clock. */
  readonly createdAt: number
  expiresAt: number
  claimedAt: number | null
  accountId: number | null
  /** In the clear, for a test to compare with. Null until claimed, and always for a key PIN. */
  authToken: string | null
  declined: boolean
  /** Polls that have shown the token. */
  shown: number
}

export interface NewPin {
  strong: boolean
  clientIdentifier: string
  about: About
  origin: string | null
  ip: string
  jwk: Jwk | null
  wideId?: boolean
}

export class PinStore {
  readonly all: Pin[] = []
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  create(asked: NewPin): Pin {
    const now = this.#now()
    const { wideId: wide, about, ...rest } = asked
    const pin: Pin = {
      ...rest,
      about,
      id: this.#fresh(wide ? wideId : pinId, (id) => this.all.some((p) => p.id === id)),
      code: this.#fresh(asked.strong ? strongCode : shortCode, (code) => this.find(code) !== null),
      product: about.product,
      createdAt: now,
      expiresAt: now + (asked.strong ? STRONG_LIFE_MS : SHORT_LIFE_MS),
      claimedAt: null,
      accountId: null,
      authToken: null,
      declined: false,
      shown: 0,
    }
    this.all.push(pin)
    return pin
  }

  byId(id: string): Pin | null {
    return this.all.findLast((pin) => pin.id === id) ?? null
  }

  /** The living PIN with that code. */
  find(code: string): Pin | null {
    return this.all.findLast((pin) => pin.code === code && this.alive(pin)) ?? null
  }

  alive(pin: Pin): boolean {
    return pin.expiresAt > this.#now()
  }

  #fresh(draw: () => string, taken: (value: string) => boolean): string {
    let value = draw()
    while (taken(value)) value = draw()
    return value
  }
}
