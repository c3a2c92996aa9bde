import * as v from 'valibot'

/** A text that only the holder of the key can read. Base64. */
export interface Sealed {
  readonly v: 1
  readonly iv: string
  readonly data: string
}

export const SealedSchema: v.GenericSchema<unknown, Sealed> = v.object({
  v: v.literal(1),
  iv: v.string(),
  data: v.string(),
})

/**
 * AES-GCM with a fresh 96-bit nonce. The purpose is bound to the text: what was
 * sealed for one place can't be opened in another.
 */
export async function seal(key: CryptoKey, purpose: string, text: string): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: associatedData(purpose) },
    key,
    new TextEncoder().encode(text),
  )
  return { v: 1, iv: toBase64(iv), data: toBase64(new Uint8Array(data)) }
}

/** @throws where the key, the purpose or the data is not the one it was sealed with */
export async function unseal(key: CryptoKey, purpose: string, sealed: Sealed): Promise<string> {
  const text = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: fromBase64(sealed.iv), additionalData: associatedData(purpose) },
    key,
    fromBase64(sealed.data),
  )
  return new TextDecoder().decode(text)
}

function associatedData(purpose: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`foyer/${purpose}/1`)
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
}
