import { createKeyring } from '../lock/keyring.ts'
import { createLock } from '../lock/lock.ts'
import type { Settings } from '../settings/settings.ts'
import { createResealing } from '../storage/resealing.ts'
import type { Store } from '../storage/store.ts'
import { createVault } from '../storage/vault.ts'
import type { Ground } from './ground.ts'
import type { Signals } from './signals.ts'

const MINUTE_MS = 60_000

/** What secrets are sealed with, and the passphrase that locks it. */
export function createSafe(
  { session, keyPlace: place, sealing, now, alarms }: Ground,
  store: Store,
  settings: { get(): Promise<Settings> },
  signals: Signals,
) {
  const keyring = createKeyring({
    ...{ store, session, place, sealing, now },
    async idleLimit() {
      const { lockAfter } = await settings.get()
      return lockAfter && lockAfter * MINUTE_MS
    },
    idle: signals.idle,
  })
  const resealing = createResealing(sealing, keyring)
  const lock = createLock({
    ...{ store, keyring, place, sealing, resealing },
    setAlarm: alarms.lock,
    changed: signals.lock,
  })
  return {
    vault: createVault(sealing, keyring),
    lock,
    isLasting: keyring.isLasting,
    late: resealing.late,
  }
}
