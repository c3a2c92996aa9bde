import type { KeyPlace, PlacedKey } from '../storage/key-place.ts'
import type { NamedKey } from '../storage/seal.ts'
import { type Sealing, webSealing } from '../storage/sealing.ts'
import { createVault, type Vault } from '../storage/vault.ts'

export async function newKey(): Promise<NamedKey> {
  const algorithm = { name: 'AES-GCM', length: 256 }
  const key = await crypto.subtle.generateKey(algorithm, false, ['encrypt', 'decrypt'])
  return { id: crypto.randomUUID(), key }
}

/** A vault with a key of its own, that is never locked. */
export function testVault(key: Promise<NamedKey> | (() => Promise<NamedKey>) = newKey()): Vault {
  const current = typeof key === 'function' ? key : () => key
  return createVault(webSealing(), { current, former: () => null })
}

/** Sealing that needs no time, so that a test knows when all is done. What is sealed can be read by everybody. */
export function plainSealing(rounds = 2): Sealing {
  const own = ({ id, key }: NamedKey, purpose: string) => `${id} ${purpose} ${JSON.stringify(key)}`
  return {
    rounds,
    seal: async (key, purpose, text) => {
      return { v: 2, key: key.id, for: purpose, iv: own(key, purpose), data: text }
    },
    async unseal(key, purpose, { iv, data = '' }) {
      if (iv !== own(key, purpose)) throw new Error('It was not sealed with this')
      return data
    },
    derive: async (passphrase, { salt, iterations }) =>
      new TextEncoder().encode(`${passphrase} ${salt} ${iterations}`),
    keyOf: async (bytes) => ({ bytes: [...bytes] }) as unknown as CryptoKey,
  }
}

/** The browser's own sealing, with quick passphrases, and a place for its keys. */
export function realSealing() {
  return { sealing: webSealing(10), place: memoryPlace(async () => (await newKey()).key) }
}

/** The browser's place for a key, in memory. */
export function memoryPlace(newOne: () => Promise<CryptoKey> = async () => ({}) as CryptoKey) {
  let made = 0
  const place: KeyPlace & { key: PlacedKey | null; broken: boolean } = {
    key: null,
    /** While set, it refuses. */
    broken: false,
    async find() {
      if (place.broken) throw new Error('IndexedDB is broken')
      return place.key
    },
    async make() {
      if (place.broken) throw new Error('IndexedDB is broken')
      place.key = { id: `placed ${++made}`, key: await newOne(), lasting: true }
      return place.key
    },
    async clear() {
      if (place.broken) throw new Error('IndexedDB is broken')
      place.key = null
    },
  }
  return place
}

export type MemoryPlace = ReturnType<typeof memoryPlace>
