import { type Account, userIdOf } from '../accounts/account.ts'
import type { Settings } from '../settings/settings.ts'
import type { Grant } from '../sites/policy.ts'
import type { Site } from '../sites/sites.ts'
import type { Content } from './file.ts'

interface Stored {
  readonly settings: Settings
  readonly sites: readonly Site[]
  readonly grants: readonly Grant[]
  /** Oldest first. */
  readonly accounts: readonly Account[]
}

/**
 * What a file says of what is stored. No token, and no identifier of ours or of a site's: in two
 * browsers it would end the other's tokens. What a site had is not in it either, since it has to ask
 * anew; nor is a tool, which is nothing without its token.
 *
 * @param exportedAt ms since the epoch
 */
export function contentOf(stored: Stored, exportedAt: number): Content {
  const { settings, grants } = stored
  const here = stored.accounts.filter(({ health }) => health !== 'signing_out')
  const users = new Map(here.flatMap((account) => pairOf(account.id, userIdOf(account))))
  const used = new Map(
    grants.flatMap(({ origin, accountId }) => pairOf(origin, users.get(accountId) ?? null)),
  )
  const sites = stored.sites.map(({ origin }) => ({ origin, userId: used.get(origin) ?? null }))
  const wanted = new Set(used.values())
  const accounts = namesOf(here).filter(
    ({ userId, ownName }) => ownName !== '' || wanted.has(userId),
  )
  return { exportedAt, settings, accounts, sites }
}

/** Each user once, by the name of the first account that has one. */
function namesOf(accounts: readonly Account[]): Content['accounts'] {
  const known = new Map<string, Content['accounts'][number]>()
  for (const account of accounts) {
    const userId = userIdOf(account)
    if (userId === null || known.get(userId)?.ownName) continue
    const { user, label: ownName } = account
    const plexName = (user?.title || user?.username || '').slice(0, 200)
    known.set(userId, { userId, plexName, ownName })
  }
  return [...known.values()]
}

const pairOf = (key: string, value: string | null): [string, string][] =>
  value === null ? [] : [[key, value]]
