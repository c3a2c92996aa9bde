import * as v from 'valibot'
import { defineCollection, unlessUnusable } from '../storage/collection.ts'
import { put, type Store } from '../storage/store.ts'
import type { Account } from './account.ts'

export const CURRENT = defineCollection('current', 1, v.object({ accountId: v.string() }))
const ID = 'account'

/**
 * The account that the person uses: the one they chose, for as long as it is
 * there, be it signed out by Plex; else the oldest of use.
 *
 * @param accounts oldest first
 */
export function currentOf(accounts: readonly Account[], chosenId: string | null): string | null {
  const there = accounts.filter(({ health }) => health !== 'signing_out')
  const found =
    there.find(({ id }) => id === chosenId) ??
    there.find(({ health }) => health === 'ok') ??
    there[0]
  return found?.id ?? null
}

/** Which account the person chose to use. */
export function createCurrent(store: Store) {
  return {
    async chosen(): Promise<string | null> {
      // A choice of one click; nothing hangs on it.
      const stored = await store.read(CURRENT, ID).catch(unlessUnusable)
      return stored?.accountId ?? null
    },

    choose: (accountId: string): Promise<void> => store.write(put(CURRENT, ID, { accountId })),
  }
}

export type Current = ReturnType<typeof createCurrent>
