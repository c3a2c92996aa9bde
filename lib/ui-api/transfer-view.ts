import type { Account } from '../accounts/account.ts'
import type { Changes } from '../transfer/compare.ts'
import type { Content } from '../transfer/file.ts'
import { accountViews } from './account-view.ts'
import { cleaned } from './cleaned.ts'
import type { ImportView } from './protocol.ts'

/** Names that came in a file are whatever somebody wrote there. */
export function cleanedNames({ accounts, ...file }: Content): Content {
  const named = accounts.map(({ userId, plexName, ownName }) => {
    return { userId, plexName: cleaned(plexName), ownName: cleaned(ownName) }
  })
  return { ...file, accounts: named }
}

/** @param accounts that are here */
export function importView(
  { exportedAt, accounts: named, sites }: Content,
  changes: Changes,
  accounts: readonly Account[],
): ImportView {
  const here = accountViews(accounts)
  /** As it is called here, else as the file calls it. */
  const nameOf = (userId: string | null): string | null => {
    const account = here.find((it) => userId !== null && it.userId === userId)
    const inFile = named.find((it) => it.userId === userId)
    return account?.name ?? (inFile && (inFile.ownName || inFile.plexName || null)) ?? null
  }
  return {
    exportedAt,
    ...changes,
    sites: changes.sites.map(({ origin, userId }) => ({ origin, account: nameOf(userId) })),
    sitesHere: sites.length - changes.sites.length,
    names: changes.names.map(({ accountId, name }) => {
      return { name, former: here.find(({ id }) => id === accountId)?.name ?? null }
    }),
  }
}
