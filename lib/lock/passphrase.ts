import * as v from 'valibot'
import { toBase64 } from '../storage/base64.ts'
import { defineCollection, unlessDamaged } from '../storage/collection.ts'
import { type NamedKey, SealedSchema } from '../storage/seal.ts'
import type { Recipe, Sealing } from '../storage/sealing.ts'
import type { Store } from '../storage/store.ts'

/** What is stored of a passphrase: how its key is made, and a text by which that key is known again. */
const PassphraseSchema = v.object({
  keyId: v.string(),
  recipe: v.object({
    name: v.literal('PBKDF2'),
    hash: v.literal('SHA-256'),
    iterations: v.pipe(v.number(), v.integer(), v.minValue(1)),
    salt: v.string(),
  }),
  check: SealedSchema,
})

export type Passphrase = v.InferOutput<typeof PassphraseSchema>

/** Null: it was taken away. The record stays, since it is written together with all others. */
export const PASSPHRASE = defineCollection('passphrase', 1, v.nullable(PassphraseSchema))
export const OWN = 'own'

const PURPOSE = 'passphrase'

/** A passphrase's key, and its bytes: a key can't be put into `storage.session`. */
export interface RawKey extends NamedKey {
  readonly bytes: Uint8Array<ArrayBuffer>
}

export class WrongPassphrase extends Error {}

/** There is none where its record is damaged: nothing can be opened by it any more. @throws UnusableRecord of a newer version */
export function readPassphrase(store: Store): Promise<Passphrase | null> {
  return store.read(PASSPHRASE, OWN).catch(unlessDamaged)
}

/** A new key from a passphrase, and what is to be stored of it. */
export async function newPassphrase(
  sealing: Sealing,
  passphrase: string,
): Promise<{ readonly key: RawKey; readonly record: Passphrase }> {
  const salt = toBase64(crypto.getRandomValues(new Uint8Array(16)))
  const recipe = { name: 'PBKDF2', hash: 'SHA-256', iterations: sealing.rounds, salt } as const
  const key = await keyFrom(sealing, passphrase, { keyId: crypto.randomUUID(), recipe })
  return { key, record: { keyId: key.id, recipe, check: await sealing.seal(key, PURPOSE, '') } }
}

/** @throws WrongPassphrase */
export async function keyOf(
  sealing: Sealing,
  passphrase: string,
  record: Passphrase,
): Promise<RawKey> {
  const key = await keyFrom(sealing, passphrase, record)
  await sealing.unseal(key, PURPOSE, record.check).catch(() => {
    throw new WrongPassphrase('That is not the passphrase')
  })
  return key
}

async function keyFrom(
  sealing: Sealing,
  passphrase: string,
  { keyId, recipe }: { readonly keyId: string; readonly recipe: Recipe },
): Promise<RawKey> {
  const bytes = await sealing.derive(passphrase, recipe)
  return { id: keyId, key: await sealing.keyOf(bytes), bytes }
}
