import { UnusableRecord } from './collection.ts'
import { isNewer, type NamedKey, type Sealed } from './seal.ts'
import type { Sealing } from './sealing.ts'

/** Nothing can be sealed or opened before the person unlocks it. */
export class VaultLocked extends Error {
  constructor() {
    super('Foyer is locked')
  }
}

/** The keys that a vault seals and opens with. */
export interface Keyring {
  /** The one that seals now, the same object as long as it does. @throws VaultLocked, or where it can't be had now */
  current(): Promise<NamedKey>
  /** One that this background sealed with before. */
  former(id: string | undefined): NamedKey | null
}

/** Seals and opens secrets with the one key of this browser profile. */
export interface Vault {
  /** @throws VaultLocked, or where no key can be had now */
  seal(purpose: string, text: string): Promise<Sealed>
  /**
   * The text, or null where it is lost: its key is gone, or it is damaged.
   *
   * @throws VaultLocked, or where no key can be had now; UnusableRecord where a newer version sealed it
   */
  open(purpose: string, sealed: Sealed): Promise<string | null>
}

/** Why a text is not there. `newer`: a newer version of Foyer may open it. */
export type Loss = 'key_lost' | 'damaged' | 'newer'

export function createVault(sealing: Sealing, keyring: Keyring): Vault {
  /** By the key that opened it, so that what was read goes with the key. */
  const opened = new WeakMap<NamedKey, WeakMap<Sealed, string>>()

  function textsOf(key: NamedKey): WeakMap<Sealed, string> {
    const texts = opened.get(key) ?? new WeakMap<Sealed, string>()
    opened.set(key, texts)
    return texts
  }

  return {
    seal: async (purpose, text) => sealing.seal(await keyring.current(), purpose, text),

    async open(purpose, sealed) {
      const current = await keyring.current()
      const texts = textsOf(current)
      const known = texts.get(sealed)
      if (known !== undefined) return known
      const opening = await openWith(sealing, keyFor(sealed, current, keyring), [purpose], sealed)
      if (opening.lost === 'newer') throw new UnusableRecord(purpose, 'newer')
      if (opening.lost) return null
      texts.set(sealed, opening.text)
      return opening.text
    },
  }
}

/** Version 1 doesn't say which key it was sealed with. */
export function keyFor(sealed: Sealed, current: NamedKey, keyring: Keyring): NamedKey | null {
  const isCurrent = sealed.v === 1 || sealed.key === current.id
  return isCurrent ? current : keyring.former(sealed.key)
}

type Opening =
  | { readonly lost: null; readonly text: string; readonly purpose: string }
  | { readonly lost: Loss }

/** @param purposes what it may have been sealed for; one is tried after the other */
export async function openWith(
  { unseal }: Sealing,
  key: NamedKey | null,
  purposes: readonly string[],
  sealed: Sealed,
): Promise<Opening> {
  if (isNewer(sealed)) return { lost: 'newer' }
  if (!key) return { lost: 'key_lost' }
  for (const purpose of purposes) {
    const text = await unseal(key, purpose, sealed).catch(() => null)
    if (text !== null) return { lost: null, text, purpose }
  }
  // Version 1 can't tell a lost key from damage; most often it is the key.
  return { lost: sealed.v === 1 ? 'key_lost' : 'damaged' }
}
