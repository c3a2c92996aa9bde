import { type Collection, encode, keyOf } from './collection.ts'

/** A record to write, or to remove where `raw` is undefined. */
export interface Change {
  readonly key: string
  readonly raw: unknown
}

export function put<T>(collection: Collection<T>, id: string, value: T): Change {
  return { key: keyOf(collection, id), raw: encode(collection, value) }
}

export function drop(collection: Collection<unknown>, id: string): Change {
  return { key: keyOf(collection, id), raw: undefined }
}
