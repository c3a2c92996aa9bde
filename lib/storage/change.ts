import { type Collection, encode, keyOf } from './collection.ts'

/** A record to write, or to remove where `raw` is undefined. */
export interface Change {
  readonly key: string
  readonly raw: unknown
  /** What a later version than this wrote is left to it; undefined: whatever is there goes. */
  readonly version?: number | undefined
}

export function put<T>(collection: Collection<T>, id: string, value: T): Change {
  return changeOf(collection, id, encode(collection, value))
}

export function drop(collection: Collection<unknown>, id: string): Change {
  return changeOf(collection, id, undefined)
}

function changeOf(collection: Collection<unknown>, id: string, raw: unknown): Change {
  const { version, isNote } = collection
  return { key: keyOf(collection, id), raw, version: isNote ? undefined : version }
}

/** What the person lets go of, whoever wrote it. */
export function letGo({ version, ...change }: Change): Change {
  return change
}
