import { COLLECTIONS } from '../background/collections.ts'
import { type Collection, collectionOf, decode, UnusableRecord } from '../storage/collection.ts'
import { deriveIndex, indexKey, readIndex } from '../storage/index-record.ts'
import type { Background } from './background.ts'
import type { TokensWorld } from './tokens-world.ts'

/** What is wrong with what is stored, whatever happened before: each record is of use, and none tells a secret. */
export async function faultsAtRest({ local, plex }: TokensWorld, app: Background) {
  const stored = await local.get(null)
  const isOurs = (it: Collection<unknown>, key: string) => it.name === collectionOf(key)

  function isUseless(key: string): boolean {
    const collection = COLLECTIONS.find((it) => isOurs(it, key))
    try {
      return !collection || decode(collection, key, stored[key]) === undefined
    } catch (error) {
      if (error instanceof UnusableRecord) return true
      throw error
    }
  }

  /** An index may name what is gone, but it never lacks what is there. */
  async function isLacking(collection: Collection<unknown>): Promise<boolean> {
    const index = readIndex(collection, stored[indexKey(collection)]) ?? new Map()
    const all = deriveIndex(collection, await app.store.readAll(collection))
    return [...all].some(([id, rank]) => index.get(id) !== rank)
  }

  const ranked = COLLECTIONS.filter(({ rank }) => rank)
  const lacking = await Promise.all(ranked.map(isLacking))
  const clear = JSON.stringify(stored, (_, it) => (it?.iv === undefined ? it : 'sealed'))
  const secrets = [...plex.living.keys(), ...plex.pins.map(({ code }) => code)]
  return {
    useless: Object.keys(stored).filter(isUseless),
    lacking: ranked.filter((_, at) => lacking[at]).map(({ name }) => name),
    told: secrets.filter((secret) => clear.includes(`"${secret}"`)),
  }
}

export const NO_FAULTS = { useless: [], lacking: [], told: [] }
