import type * as v from 'valibot'
import { defineCollection, unlessUnusable } from '../storage/collection.ts'
import { SealedSchema } from '../storage/seal.ts'
import { type Change, put, type Store } from '../storage/store.ts'
import { type Vault, VaultLocked } from '../storage/vault.ts'
import { IDLE, type LinkState, storedLinkSchema } from './state.ts'

const schema = storedLinkSchema(SealedSchema)
/** Version 2 knows of links that a lock cancelled. */
export const LINK = defineCollection('link', 2, schema, { 1: (data) => data })
const ID = 'current'
const PURPOSE = 'link'

/** The link at rest. Its PIN is sealed: with the identifier it would fetch the token. */
export function createLinkStore(store: Store, vault: Vault) {
  return {
    async load(): Promise<LinkState> {
      // A link is minutes of work at most; the way back is one click.
      const stored = await store.read(LINK, ID).catch(unlessUnusable)
      if (!stored) return IDLE
      if (stored.phase !== 'waiting') return stored
      const { kind } = stored
      const pin = await vault.open(PURPOSE, stored.pin).catch(unlessLocked)
      if (pin === undefined) return { phase: 'cancelled', kind, byLock: true }
      if (pin === null) {
        return { phase: 'failed', kind, trouble: 'key_lost', retryAt: 0 }
      }
      return { ...stored, pin: JSON.parse(pin) as { id: string; code: string } }
    },

    async change(state: LinkState): Promise<Change> {
      const stored: v.InferOutput<typeof schema> =
        state.phase === 'waiting'
          ? { ...state, pin: await vault.seal(PURPOSE, JSON.stringify(state.pin)) }
          : state
      return put(LINK, ID, stored)
    },
  }
}

function unlessLocked(error: unknown): undefined {
  if (!(error instanceof VaultLocked)) throw error
}
