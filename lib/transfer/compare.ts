import { type Account, userIdOf } from '../accounts/account.ts'
import { type SettingsChanges, settingsChanges } from '../settings/loosening.ts'
import type { Settings } from '../settings/settings.ts'
import type { Content } from './file.ts'

export interface Here {
  readonly settings: Settings
  /** Of the sites that may ask. */
  readonly origins: { has(origin: string): boolean }
  readonly accounts: readonly Account[]
}

/** What a file would change here. */
export interface Changes {
  readonly settings: SettingsChanges
  /** Those that may not ask yet. */
  readonly sites: Content['sites']
  readonly names: readonly { readonly accountId: string; readonly name: string }[]
  /** How many names are for accounts that are not here. */
  readonly absent: number
}

/** A site that is allowed here keeps what it has, and an account that the file does not name its name. */
export function compare(file: Content, here: Here): Changes {
  const accounts = here.accounts.filter(({ health }) => health !== 'signing_out')
  const named = file.accounts.filter(({ ownName }) => ownName !== '')
  const of = (userId: string) => accounts.filter((account) => userIdOf(account) === userId)
  return {
    settings: settingsChanges(here.settings, file.settings),
    sites: file.sites.filter(({ origin }) => !here.origins.has(origin)),
    names: named.flatMap(({ userId, ownName: name }) =>
      of(userId)
        .filter(({ label }) => label !== name)
        .map(({ id: accountId }) => ({ accountId, name })),
    ),
    absent: named.filter(({ userId }) => of(userId).length === 0).length,
  }
}
