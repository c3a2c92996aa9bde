import * as v from 'valibot'
import { defineCollection, unlessUnusable } from '../storage/collection.ts'
import { put, type Store } from '../storage/store.ts'

/** In minutes. */
export const LOCK_AFTER = [5, 15, 60, 240] as const

const SettingsSchema = v.object({
  /** Whether pages in private windows are answered. */
  privateWindows: v.boolean(),
  /** After how many minutes without use a passphrase locks; null: not by the clock. */
  lockAfter: v.nullable(v.picklist(LOCK_AFTER)),
})

export type Settings = v.InferOutput<typeof SettingsSchema>

const { privateWindows, lockAfter } = SettingsSchema.entries

/** Some of them, and nothing else. */
export const SomeSettingsSchema = v.strictObject({
  privateWindows: v.exactOptional(privateWindows),
  lockAfter: v.exactOptional(lockAfter),
} satisfies { [Name in keyof Settings]: unknown })

export const SETTINGS = defineCollection('settings', 2, SettingsSchema, {
  1: (data) => ({ ...(data as object), lockAfter: null }),
})
const DEFAULTS: Settings = { privateWindows: false, lockAfter: null }

/** What the person has set. */
export function createSettings(store: Store, changed: () => void) {
  async function get(): Promise<Settings> {
    // They must not take everything else with them, and by default less is given.
    return (await store.read(SETTINGS, 'own').catch(unlessUnusable)) ?? DEFAULTS
  }

  return {
    get,

    async change(news: Partial<Settings>): Promise<void> {
      await store.write(put(SETTINGS, 'own', { ...(await get()), ...news }))
      changed()
    },
  }
}
