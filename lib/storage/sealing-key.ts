import { createStore, get, set } from 'idb-keyval'
import type { Area } from './store.ts'

export interface SealingKey {
  readonly key: CryptoKey
  /** False where the key is gone when the browser closes, and with it all that it sealed. */
  readonly lasting: boolean
}

const ALGORITHM = { name: 'AES-GCM', length: 256 } as const
const NAME = 'sealing-key'
const WORKED = 'sealing-key-lasts'

/**
 * The key that seals every secret. It lives in IndexedDB, where it can't be
 * exported and no content script can look; where IndexedDB refuses (Firefox
 * that never remembers history) it lives in `storage.session` until the
 * browser closes.
 *
 * @throws where IndexedDB fails though it has worked before: try again later
 */
export async function loadSealingKey(local: Area, session: Area): Promise<SealingKey> {
  const worked = local.get([WORKED]).then((items) => items[WORKED] === true)
  const key = await lastingKey().catch(async (error) => {
    // Where it once worked this will pass, and another key would open nothing.
    if (await worked) throw error
    return null
  })
  if (!key) return { key: await sessionKey(session), lasting: false }
  // Not waited for: a page may be waiting for the key.
  void worked.then((has) => (has ? undefined : local.set({ [WORKED]: true }))).catch(() => {})
  return { key, lasting: true }
}

async function lastingKey(): Promise<CryptoKey> {
  const database = createStore('foyer', 'keys')
  const known = await get<CryptoKey>(NAME, database)
  if (known) return known
  const key = await crypto.subtle.generateKey(ALGORITHM, false, ['encrypt', 'decrypt'])
  await set(NAME, key, database)
  return key
}

// A CryptoKey put into storage.session becomes {}, so its bytes are kept.
async function sessionKey(session: Area): Promise<CryptoKey> {
  const known = (await session.get([NAME]))[NAME]
  const bytes = Array.isArray(known)
    ? Uint8Array.from(known as number[])
    : crypto.getRandomValues(new Uint8Array(32))
  await session.set({ [NAME]: [...bytes] })
  return crypto.subtle.importKey('raw', bytes, ALGORITHM, false, ['encrypt', 'decrypt'])
}
