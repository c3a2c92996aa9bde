import * as v from 'valibot'
import { fromBase64, toBase64 } from './base64.ts'

/** A key, and the public name by which what it sealed tells that it was this one. */
export interface NamedKey {
  readonly id: string
  readonly key: CryptoKey
}

/**
 * A text that only the holder of the key can read. `iv` and `data` are base64; `key` is the id of the
 * key, `for` the purpose. Version 1 had neither. Of a newer version, nothing is known but that.
 */
export const SealedSchema = v.looseObject({
  v: v.number(),
  key: v.optional(v.string()),
  for: v.optional(v.string()),
  iv: v.optional(v.string()),
  data: v.optional(v.string()),
})

export type Sealed = v.InferOutput<typeof SealedSchema>

const VERSION = 2

/**
 * AES-GCM with a fresh 96-bit nonce. Version, key and purpose are bound to the
 * text: what was sealed for one place can't be opened in another.
 */
export async function seal({ id, key }: NamedKey, purpose: string, text: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: bytesOf(`foyer/${VERSION}/${id}/${purpose}`) },
    key,
    bytesOf(text),
  )
  const texts = { iv: toBase64(iv), data: toBase64(new Uint8Array(data)) }
  return { v: VERSION, key: id, for: purpose, ...texts }
}

/** @throws where the key, the purpose or the data is not the one it was sealed with */
export async function unseal(
  { id, key }: NamedKey,
  purpose: string,
  { v: version, iv = '', data = '' }: Sealed,
): Promise<string> {
  const bound = version === 1 ? `foyer/${purpose}/1` : `foyer/${version}/${id}/${purpose}`
  const text = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: fromBase64(iv), additionalData: bytesOf(bound) },
    key,
    fromBase64(data),
  )
  return new TextDecoder().decode(text)
}

/** Of a version that this one can't read. */
export function isNewer({ v: version }: Sealed): boolean {
  return version > VERSION
}

/** Whether a part of a stored record is a sealed text. */
export function isSealed(part: unknown): part is Sealed {
  const { v: version, iv, data } = (part ?? {}) as Record<string, unknown>
  return typeof version === 'number' && typeof iv === 'string' && typeof data === 'string'
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
