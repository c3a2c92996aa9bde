import { createStore, del, get, set } from 'idb-keyval'
import * as v from 'valibot'
import type { NamedKey } from './seal.ts'
import type { Area } from './store.ts'

export interface PlacedKey extends NamedKey {
  /** False where the key is gone when the browser closes, and with it all that it sealed. */
  readonly lasting: boolean
}

/** Where the key lies of whoever has no passphrase. */
export interface KeyPlace {
  /** Null where there is none, or what lies there is none. @throws where that can't be told now: try again later */
  find(): Promise<PlacedKey | null>
  /** Another one, in place of what was there. @throws as `find` does */
  make(): Promise<PlacedKey>
  clear(): Promise<void>
}

const ALGORITHM = { name: 'AES-GCM', length: 256 } as const
const NAME = 'sealing-key'
const WORKED = 'sealing-key-lasts'

const KeySchema = v.custom<CryptoKey>(isSealingKey)
const NamedKeySchema = v.object({ id: v.string(), key: KeySchema })

// A CryptoKey put into storage.session becomes {}, so its bytes are kept.
const KeptSchema = v.object({
  id: v.string(),
  bytes: v.pipe(
    v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))),
    v.length(32),
  ),
})
type Kept = v.InferOutput<typeof KeptSchema>

/**
 * IndexedDB, where the key can't be exported and no content script can look;
 * where that refuses (Firefox that never remembers history) `storage.session`,
 * until the browser closes. Where IndexedDB has worked before, its failure will
 * pass, and another key would open nothing.
 */
export function createKeyPlace(local: Area, session: Area): KeyPlace {
  const database = () => createStore('foyer', 'keys')

  /** @returns what IndexedDB says, or null where it refuses for good */
  async function unlessRefused<T>(task: () => Promise<T>): Promise<{ readonly says: T } | null> {
    const worked = local.get([WORKED]).then((items) => items[WORKED] === true)
    const answer = await task().then(
      (says) => ({ says }),
      async (error) => {
        if (await worked) throw error
        return null
      },
    )
    // Not waited for: a page may be waiting for the key.
    if (answer?.says) {
      void worked.then((has) => (has ? undefined : local.set({ [WORKED]: true }))).catch(() => {})
    }
    return answer
  }

  return {
    async find() {
      const found = await unlessRefused(lastingKey)
      if (!found) return sessionKey(session)
      return found.says && { ...found.says, lasting: true }
    },

    async make() {
      const made = await unlessRefused(async () => {
        const key = await crypto.subtle.generateKey(ALGORITHM, false, ['encrypt', 'decrypt'])
        return keep({ id: crypto.randomUUID(), key })
      })
      return made ? { ...made.says, lasting: true } : newSessionKey(session)
    },

    async clear() {
      await session.remove([NAME])
      await unlessRefused(async () => del(NAME, database()))
    },
  }

  async function lastingKey(): Promise<NamedKey | null> {
    const known: unknown = await get(NAME, database())
    if (v.is(NamedKeySchema, known)) return known
    // Keys had no name at first; what they sealed fits any.
    return v.is(KeySchema, known) ? keep({ id: crypto.randomUUID(), key: known }) : null
  }

  async function keep(key: NamedKey): Promise<NamedKey> {
    await set(NAME, key, database())
    return key
  }
}

/** What isn't one can open nothing: whatever it sealed is told of as that of a lost key. */
function isSealingKey(it: unknown): boolean {
  if (!(it instanceof CryptoKey) || it.algorithm.name !== ALGORITHM.name) return false
  return it.usages.includes('encrypt') && it.usages.includes('decrypt')
}

async function sessionKey(session: Area): Promise<PlacedKey | null> {
  const kept = (await session.get([NAME]))[NAME]
  return v.is(KeptSchema, kept) ? placed(kept) : null
}

async function newSessionKey(session: Area): Promise<PlacedKey> {
  const bytes = [...crypto.getRandomValues(new Uint8Array(32))]
  const kept: Kept = { id: crypto.randomUUID(), bytes }
  await session.set({ [NAME]: kept })
  return placed(kept)
}

async function placed({ id, bytes }: Kept): Promise<PlacedKey> {
  const raw = Uint8Array.from(bytes)
  const key = await crypto.subtle.importKey('raw', raw, ALGORITHM, false, ['encrypt', 'decrypt'])
  return { id, key, lasting: false }
}
