import { createVault, type Vault } from '../storage/vault.ts'

export function newKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/** A vault with a key of its own. */
export function testVault(key: Promise<CryptoKey> = newKey()): Vault {
  return createVault(async () => ({ key: await key, lasting: true }))
}
