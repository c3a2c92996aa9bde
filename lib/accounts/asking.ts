import { Unauthorized } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import type { Token } from '../plex/token.ts'
import type { Accounts } from './accounts.ts'

export interface AskingWorld {
  readonly accounts: Pick<Accounts, 'token' | 'check'>
  readonly identity: () => Promise<Identity>
}

/** Asks Plex something with an account's own token. @throws PlexError */
export type AskAs = <T>(
  accountId: string,
  ask: (identity: Identity, token: Token) => Promise<T>,
) => Promise<T>

export function createAsking({ accounts, identity }: AskingWorld): AskAs {
  return async (accountId, ask) => {
    const token = await accounts.token(accountId)
    if (!token) throw new Unauthorized('This account is signed out')
    try {
      return await ask(await identity(), token)
    } catch (error) {
      // Everybody else must know of it too.
      if (error instanceof Unauthorized) await accounts.check(accountId)
      throw error
    }
  }
}
