import { type Sealed, seal, unseal } from './seal.ts'
import type { SealingKey } from './sealing-key.ts'

/** Seals and opens secrets with the one key of this browser profile. */
export interface Vault {
  seal(purpose: string, text: string): Promise<Sealed>
  /** The text, or null where the key that sealed it is gone. @throws where no key can be had now */
  open(purpose: string, sealed: Sealed): Promise<string | null>
  /** False where a restart of the browser means signing in again. */
  isLasting(): Promise<boolean>
}

/** @param load called at once, so that the key is on its way before anybody asks; again after it failed */
export function createVault(load: () => Promise<SealingKey>): Vault {
  let loading: Promise<SealingKey> | null = null
  const opened = new WeakMap<Sealed, string>()

  function loaded(): Promise<SealingKey> {
    loading ??= load().catch((error) => {
      loading = null
      throw error
    })
    return loading
  }
  loaded().catch(() => {}) // nobody has asked yet; who does gets the failure

  return {
    async seal(purpose, text) {
      return seal((await loaded()).key, purpose, text)
    },
    async open(purpose, sealed) {
      const known = opened.get(sealed)
      if (known !== undefined) return known
      const { key } = await loaded()
      const text = await unseal(key, purpose, sealed).catch(() => null)
      if (text !== null) opened.set(sealed, text)
      return text
    },
    async isLasting() {
      return (await loaded()).lasting
    },
  }
}
