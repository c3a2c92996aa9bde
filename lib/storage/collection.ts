import * as v from 'valibot'

/** How one kind of record is stored: its key's prefix, its version and its shape. */
export interface Collection<T> {
  readonly name: string
  readonly version: number
  readonly schema: v.GenericSchema<unknown, T>
  /** `migrations[n]` turns the data of version n into that of version n + 1. */
  readonly migrations: Readonly<Record<number, (data: unknown) => unknown>>
  /** What an index says of a record; null: it does not name it. */
  rank?(record: T): number | null
  /** Foyer's notes to itself, which nobody misses: what can't be used is as none, and may be written over. */
  readonly isNote?: true
}

/** @param schema of the data as `version` has it */
export function defineCollection<T>(
  name: string,
  version: number,
  schema: v.GenericSchema<unknown, T>,
  migrations: Collection<T>['migrations'] = {},
): Collection<T> {
  return { name, version, schema, migrations }
}

/** The same, of which a store can keep an index. */
export function ranked<T>(
  collection: Collection<T>,
  rank: (record: T) => number | null,
): Collection<T> {
  return { ...collection, rank }
}

/** The same, of notes to ourselves. */
export function notes<T>(collection: Collection<T>): Collection<T> {
  return { ...collection, isNote: true }
}

/** A record that is there and can't be used: not of its shape, or written by a newer version. */
export class UnusableRecord extends Error {
  readonly key: string
  readonly reason: 'damaged' | 'newer'

  constructor(key: string, reason: 'damaged' | 'newer') {
    super(
      `The stored record "${key}" is ${reason === 'newer' ? 'from a newer version' : 'damaged'}`,
    )
    this.key = key
    this.reason = reason
  }
}

/** For a catch: this in place of what can't be used. @throws anything else */
export function ifUnusable<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof UnusableRecord) return instead
    throw error
  }
}

/** For a catch: null for what can't be used. @throws anything else */
export const unlessUnusable = ifUnusable(null)

/** For a catch: null for what is damaged. @throws anything else, also what a newer version wrote */
export function unlessDamaged(error: unknown): null {
  if (error instanceof UnusableRecord && error.reason === 'damaged') return null
  throw error
}

const Envelope = v.object({ v: v.number(), data: v.unknown() })

export function keyOf(collection: Collection<unknown>, id: string): string {
  return `${collection.name}:${id}`
}

export function idOf(key: string): string {
  return key.slice(key.indexOf(':') + 1)
}

/** The name of the collection that a key belongs to. */
export function collectionOf(key: string): string {
  return key.slice(0, key.indexOf(':'))
}

/** What is stored of a value: it with its version. */
export function encode<T>(collection: Collection<T>, value: T): unknown {
  return { v: collection.version, data: value }
}

/** Whether a stored record is of a later version than this one. */
export function isNewerThan(version: number, raw: unknown): boolean {
  const envelope = v.safeParse(Envelope, raw)
  return envelope.success && envelope.output.v > version
}

/** @throws UnusableRecord */
export function decode<T>(collection: Collection<T>, key: string, raw: unknown): T {
  const envelope = v.safeParse(Envelope, raw)
  if (!envelope.success) throw new UnusableRecord(key, 'damaged')
  let { v: version, data } = envelope.output
  if (version > collection.version) throw new UnusableRecord(key, 'newer')
  for (; version < collection.version; version++) {
    const migrate = collection.migrations[version]
    if (!migrate) throw new UnusableRecord(key, 'damaged')
    data = migrated(key, migrate, data)
  }
  const record = v.safeParse(collection.schema, data)
  if (!record.success) throw new UnusableRecord(key, 'damaged')
  return record.output
}

function migrated(key: string, migrate: (data: unknown) => unknown, data: unknown): unknown {
  try {
    return migrate(data)
  } catch {
    throw new UnusableRecord(key, 'damaged')
  }
}
