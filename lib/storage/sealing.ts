import { fromBase64 } from './base64.ts'
import { type NamedKey, type Sealed, seal, unseal } from './seal.ts'

/** How a key is made of a passphrase; the salt is base64. It stands beside what that key sealed. */
export interface Recipe {
  readonly name: 'PBKDF2'
  readonly hash: 'SHA-256'
  readonly iterations: number
  readonly salt: string
}

/** What secrets are sealed with. */
export interface Sealing {
  seal(key: NamedKey, purpose: string, text: string): Promise<Sealed>
  /** @throws where the key, the purpose or the data is not the one it was sealed with */
  unseal(key: NamedKey, purpose: string, sealed: Sealed): Promise<string>
  /** The 32 bytes of a passphrase's key. */
  derive(passphrase: string, recipe: Recipe): Promise<Uint8Array<ArrayBuffer>>
  /** The key of these bytes; it can't be taken out again. */
  keyOf(bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey>
  /** How many rounds a new passphrase's key takes. */
  readonly rounds: number
}

/** As OWASP has it for PBKDF2 with SHA-256. https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
const ROUNDS = 600_000

/** The browser's own. @param rounds fewer make what needs no guard quick */
export function webSealing(rounds = ROUNDS): Sealing {
  return {
    seal,
    unseal,
    rounds,
    async derive(passphrase, { iterations, salt }) {
      // The same letters, however this keyboard composes them.
      const text = new TextEncoder().encode(passphrase.normalize('NFKC'))
      const key = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits'])
      const how = { name: 'PBKDF2', hash: 'SHA-256', iterations, salt: fromBase64(salt) }
      return new Uint8Array(await crypto.subtle.deriveBits(how, key, 256))
    },
    keyOf: (bytes) =>
      crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']),
  }
}
