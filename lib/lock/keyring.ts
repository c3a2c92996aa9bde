import type { KeyPlace, PlacedKey } from '../storage/key-place.ts'
import type { NamedKey } from '../storage/seal.ts'
import type { Sealing } from '../storage/sealing.ts'
import type { Area, Store } from '../storage/store.ts'
import { type Keyring as SealingKeys, VaultLocked } from '../storage/vault.ts'
import { type RawKey, readPassphrase } from './passphrase.ts'

export interface KeyringWorld {
  readonly store: Store
  /** Emptied when the browser closes, and so it locks. */
  readonly session: Area
  readonly place: KeyPlace
  readonly sealing: Sealing
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** After how long without use it locks, in ms; null: not by the clock. */
  readonly idleLimit: () => Promise<number | null>
  /** It has locked by the clock, and nobody knows yet. */
  readonly idle: () => void
}

/** The key as long as it is unlocked, and when the person used it last (ms since the epoch). */
interface Held {
  readonly key: NamedKey
  readonly bytes: readonly number[]
  usedAt: number
}

const KEY = 'unlocked'
/** How often "last used" is written down, in ms. */
const USED_EVERY_MS = 15_000
/** By how much a clock may be set back without a reason to lock, in ms. */
const SET_BACK_MS = 60_000

/**
 * Which key seals now: without a passphrase the one that lies in the browser,
 * with one the passphrase's own, which is there from the unlock to the lock.
 * The time of the last use decides, whatever became of an alarm.
 */
export function createKeyring(world: KeyringWorld) {
  const { store, session, place, sealing, now, idleLimit, idle } = world
  const formerKeys = new Map<string, NamedKey>()
  let placed: Promise<PlacedKey> | null = null
  let held: Promise<Held | null> | null = null
  let writtenAt = 0
  /** Until then nobody knows which key the disk is sealed with. */
  let swapping: Promise<unknown> = Promise.resolve()

  // On its way before anybody asks; who asks gets the failure.
  let early: Promise<PlacedKey | null> | null = place.find()
  early.then(begin, () => {})

  function placedKey(): Promise<PlacedKey> {
    placed ??= loadPlaced().catch((error) => {
      placed = null
      throw error
    })
    return placed
  }

  async function loadPlaced(): Promise<PlacedKey> {
    const first = early ?? place.find()
    early = null
    return (await first) ?? place.make()
  }

  /** What may seal something at any moment has its key by then. */
  async function begin(): Promise<void> {
    await keys.current().catch(() => {})
  }

  function heldKey(): Promise<Held | null> {
    held ??= loadHeld().catch((error) => {
      held = null
      throw error
    })
    return held
  }

  async function loadHeld(): Promise<Held | null> {
    const kept = (await session.get([KEY]))[KEY] as (Omit<Held, 'key'> & { id: string }) | undefined
    if (!kept) return null
    const { id, bytes, usedAt } = kept
    return { key: { id, key: await sealing.keyOf(Uint8Array.from(bytes)) }, bytes, usedAt }
  }

  const newlyHeld = (key: RawKey): Held => ({ key, bytes: [...key.bytes], usedAt: now() })

  async function isIdle({ usedAt }: Held): Promise<boolean> {
    const limit = await idleLimit()
    const time = now() - usedAt
    return limit !== null && (time >= limit || time < -SET_BACK_MS)
  }

  /** What is unlocked and still so, for the passphrase that there is. */
  async function unlocked(keyId: string): Promise<Held | null> {
    const known = await heldKey()
    if (known?.key.id !== keyId) return null
    if (!(await isIdle(known))) return known
    idle()
    return null
  }

  async function keep({ key, bytes, usedAt }: Held): Promise<void> {
    writtenAt = usedAt
    await session.set({ [KEY]: { id: key.id, bytes, usedAt } })
  }

  const isLocked = async (): Promise<boolean> => {
    await swapping
    // One of a newer version: this one can open nothing.
    const passphrase = await readPassphrase(store).catch(() => 'unreadable' as const)
    if (passphrase === null) return false
    return passphrase === 'unreadable' || (await unlocked(passphrase.keyId)) === null
  }

  const keys: SealingKeys = {
    async current() {
      await swapping
      const passphrase = await readPassphrase(store)
      if (!passphrase) return placedKey()
      const known = await unlocked(passphrase.keyId)
      if (!known) throw new VaultLocked()
      return known.key
    },
    former: (id) => formerKeys.get(id ?? '') ?? null,
  }

  return {
    ...keys,
    isLocked,

    /** False where a restart of the browser means signing in again. */
    async isLasting(): Promise<boolean> {
      const passphrase = await readPassphrase(store).catch(() => 'unreadable')
      return passphrase !== null || (await placedKey()).lasting
    },

    /**
     * Another key seals from the moment that what it sealed is written. What the
     * one before sealed, and is not written yet, can be opened still.
     */
    replace(
      before: NamedKey | null,
      by: PlacedKey | RawKey,
      write: () => Promise<void>,
    ): Promise<void> {
      const done = write().then(() => {
        if (before) formerKeys.set(before.id, before)
        early = null
        placed = 'bytes' in by ? null : Promise.resolve(by)
        held = Promise.resolve('bytes' in by ? newlyHeld(by) : null)
      })
      swapping = done.catch(() => {})
      return done
    },

    /** It is unlocked by this key. */
    hold(key: RawKey): void {
      held = Promise.resolve(newlyHeld(key))
    },

    /** Has what is unlocked stay so for the next background. */
    async remember(): Promise<void> {
      const known = await heldKey()
      if (known) await keep(known)
      else await session.remove([KEY])
    },

    async forget(): Promise<void> {
      held = Promise.resolve(null)
      formerKeys.clear()
      await session.remove([KEY])
    },

    /** The person uses Foyer. */
    async used(): Promise<void> {
      if (await isLocked()) return
      const known = await heldKey()
      if (!known) return
      known.usedAt = now()
      if (Math.abs(known.usedAt - writtenAt) >= USED_EVERY_MS) await keep(known)
    },

    /** When it locks by the clock (ms since the epoch); null: it doesn't. */
    async locksAt(): Promise<number | null> {
      const [limit, known] = [await idleLimit(), await heldKey()]
      return limit === null || !known ? null : known.usedAt + limit
    },
  }
}

export type Keyring = ReturnType<typeof createKeyring>
