import { UnusableRecord } from '../storage/collection.ts'
import type { KeyPlace, PlacedKey } from '../storage/key-place.ts'
import type { Resealing } from '../storage/resealing.ts'
import type { NamedKey } from '../storage/seal.ts'
import type { Sealing } from '../storage/sealing.ts'
import { type Change, put, type Store } from '../storage/store.ts'
import { createTurns } from '../storage/turns.ts'
import type { Keyring } from './keyring.ts'
import {
  keyOf,
  newPassphrase,
  OWN,
  PASSPHRASE,
  type Passphrase,
  type RawKey,
  readPassphrase,
  WrongPassphrase,
} from './passphrase.ts'

export interface LockWorld {
  readonly store: Store
  readonly keyring: Keyring
  readonly place: KeyPlace
  readonly sealing: Sealing
  readonly resealing: Resealing
  /** Has the browser wake us to lock, at a time in ms since the epoch; null: not by the clock. */
  readonly setAlarm: (at: number | null) => void
  readonly changed: (isLocked: boolean) => void
}

/** Where the person has set a passphrase: nothing can be sealed or opened without it. */
export interface Lock {
  isSet(): Promise<boolean>
  isLocked(): Promise<boolean>
  /** @throws WrongPassphrase; UnusableRecord where a newer version set it */
  unlock(passphrase: string): Promise<void>
  lock(): Promise<void>
  /**
   * Seals everything anew, or nothing.
   *
   * @param former the one there is; empty where there is none
   * @throws WrongPassphrase; UnusableRecord where a newer version sealed something
   */
  set(passphrase: string, former: string): Promise<void>
  /** @throws as `set` does */
  remove(former: string): Promise<void>
  /** Goes on without it: what it sealed is lost. */
  giveUp(): Promise<void>
  /** The person uses Foyer: the time until it locks begins anew. */
  used(): Promise<void>
  /** Waits for the unlock; at once where it is not locked. */
  unlocked(): Promise<void>
  /** Locks where it is time to, and ends what a stop cut short. On every wake, as often as one likes. */
  resume(): Promise<void>
}

export function createLock(world: LockWorld): Lock {
  const { store, keyring, place, sealing, resealing, setAlarm, changed } = world
  const inTurn = createTurns()
  const waiting: (() => void)[] = []
  /** Said once only. */
  let wasLocked = false

  async function tell(): Promise<void> {
    const isLocked = await keyring.isLocked()
    setAlarm(isLocked ? null : await keyring.locksAt())
    if (!isLocked) for (const go of waiting.splice(0)) go()
    wasLocked = isLocked
    changed(isLocked)
  }

  /** The record of the passphrase is in the same write: what is on the disk fits one key. */
  async function sealAnew(
    from: NamedKey,
    to: RawKey | PlacedKey,
    record: Passphrase | null,
  ): Promise<void> {
    await store.alone(async (stored, write) => {
      const changes: Change[] = [put(PASSPHRASE, OWN, record)]
      for (const [key, raw] of Object.entries(stored)) {
        if (key === changes[0]?.key) continue
        const anew = await resealing.record(key, raw, from, to, ({ why }) => {
          if (why === 'newer') throw new UnusableRecord(key, 'newer')
        })
        if (anew !== raw) changes.push({ key, raw: anew })
      }
      await keyring.replace(from, to, () => write(...changes))
    })
  }

  async function setNew(passphrase: string, from: NamedKey): Promise<void> {
    const { key, record } = await newPassphrase(sealing, passphrase)
    await sealAnew(from, key, record)
    await keyring.remember()
  }

  /** The key of the passphrase there is, which has to be typed; without one, the key that lies in the browser. */
  async function keyNow(former: string): Promise<NamedKey> {
    const known = await readPassphrase(store)
    return known ? keyOf(sealing, former, known) : keyring.current()
  }

  /** What lies in the browser opens nothing where there is a passphrase. */
  async function clearUp(): Promise<void> {
    const known = await store.read(PASSPHRASE, OWN).catch(() => null)
    if (known && (await place.find())) await place.clear()
  }

  async function lockNow(): Promise<void> {
    if (!(await readPassphrase(store))) return
    await keyring.forget()
    await tell()
  }

  return {
    isSet: async () => (await readPassphrase(store).catch(() => 'unreadable')) !== null,
    isLocked: keyring.isLocked,

    unlock: (passphrase) =>
      inTurn(async () => {
        const known = await readPassphrase(store)
        if (!known) return
        const key = await keyOf(sealing, passphrase, known)
        keyring.hold(key)
        await keyring.remember()
        // Where that fails, the next unlock tries again.
        const isWeak = known.recipe.iterations < sealing.rounds
        if (isWeak) await setNew(passphrase, key).catch(() => {})
        await tell()
      }),

    lock: () => inTurn(lockNow),

    set: (passphrase, former) =>
      inTurn(async () => {
        if (passphrase === '') throw new WrongPassphrase('An empty passphrase is none')
        await setNew(passphrase, await keyNow(former))
        await clearUp().catch(() => {}) // the next wake does it
        await tell()
      }),

    remove: (former) =>
      inTurn(async () => {
        const known = await readPassphrase(store)
        if (!known) return
        const from = await keyOf(sealing, former, known)
        await sealAnew(from, await place.make(), null)
        await keyring.remember()
        await tell()
      }),

    giveUp: () =>
      inTurn(async () => {
        if (!(await readPassphrase(store))) return
        const key = await place.make()
        await store.alone((_, write) =>
          keyring.replace(null, key, () => write(put(PASSPHRASE, OWN, null))),
        )
        await keyring.remember()
        await tell()
      }),

    used: keyring.used,

    async unlocked() {
      if (!(await keyring.isLocked())) return
      await new Promise<void>((resolve) => waiting.push(resolve))
    },

    resume: () =>
      inTurn(async () => {
        await clearUp()
        const isLocked = await keyring.isLocked()
        if (isLocked && !wasLocked) await lockNow()
        else setAlarm(isLocked ? null : await keyring.locksAt())
      }),
  }
}
