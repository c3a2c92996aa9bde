import { collectionOf, idOf, type UnusableRecord } from '../storage/collection.ts'

/** A record that can't be used. `name`: whose token it is, where that is known. */
export interface Unusable extends Pick<UnusableRecord, 'key' | 'reason'> {
  readonly name: string
}

const KINDS = [
  ...(['site', 'grant', 'account', 'tool', 'token'] as const),
  ...(['revoked', 'settings', 'passphrase'] as const),
]

/** The same for the person: never what is in it. */
export interface UnusableView {
  readonly key: string
  /** `other`: what Foyer keeps for itself. */
  readonly kind: (typeof KINDS)[number] | 'sign_in' | 'other'
  /** An origin, or what a person calls it; empty where nobody knows. */
  readonly name: string
  /** A newer version wrote it; else it is damaged. */
  readonly isNewer: boolean
}

export function unusableView({ key, reason, name }: Unusable): UnusableView {
  const [collection, id] = [collectionOf(key), idOf(key)]
  const isOfSite = ['site', 'grant', 'revoked'].includes(collection)
  return { key, kind: kindOf(collection), name: isOfSite ? id : name, isNewer: reason === 'newer' }
}

function kindOf(collection: string): UnusableView['kind'] {
  if (collection === 'sign-in') return 'sign_in'
  return KINDS.find((kind) => kind === collection) ?? 'other'
}
