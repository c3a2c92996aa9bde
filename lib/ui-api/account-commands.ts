import type { Accounts } from '../accounts/accounts.ts'
import type { Current } from '../accounts/current.ts'
import type { Handlers } from './handlers.ts'

export interface AccountCommandsWorld {
  readonly accounts: Accounts
  readonly current: Current
  /**
   * Signs a Home user in again, and makes anew what died with the sign-in before.
   *
   * @param pin empty where none was typed
   */
  readonly renewAccount: (id: string, pin: string) => Promise<void>
}

type Names =
  | 'account.check'
  | 'account.rename'
  | 'account.choose'
  | 'account.addHomeUser'
  | 'account.renew'

/** What a person can do with their accounts. */
export function createAccountCommands(world: AccountCommandsWorld): Handlers<Names> {
  const { accounts, current } = world
  return {
    async 'account.check'({ id }) {
      const failure = await accounts.check(id)
      if (failure) throw failure
    },
    'account.rename': ({ id, label }) => accounts.rename(id, label),
    'account.choose': ({ id }) => current.choose(id),
    'account.addHomeUser': ({ id, userId, pin }) => accounts.home.add(id, userId, pin),
    'account.renew': ({ id, pin }) => world.renewAccount(id, pin),
  }
}
