import type { PlexClient } from '../plex/client.ts'
import { Unauthorized } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import type { MadeToken } from './made-token.ts'
import type { Shelf } from './shelf.ts'
import { unless } from './unless.ts'

export interface OwnersWorld {
  readonly shelf: Shelf
  readonly plex: Pick<PlexClient, 'getUser' | 'signOut'>
  /** Who we are at Plex: linking is done under our own name. */
  readonly identity: () => Promise<Identity>
  /** plex.tv's id of an account's user; null where it can't be told. @throws PlexError */
  readonly userIdOf: (accountId: string) => Promise<string | null>
}

/** Who somebody is at Plex that a token is made for: our browser, by a name and identifier of their own. */
export async function identityOf(
  record: Pick<MadeToken, 'clientIdentifier' | 'product'>,
  own: () => Promise<Identity>,
): Promise<Identity> {
  const { clientIdentifier, product } = record
  return { ...(await own()), clientIdentifier, product }
}

/** At Plex's own page whoever is signed in there approves: their token may be of another account. */
export function createOwners({ shelf, plex, identity, userIdOf }: OwnersWorld) {
  return {
    /** Whether a token is of the account that it was asked of. @throws PlexError where that can't be told now */
    async isRight(record: MadeToken): Promise<boolean> {
      if (!record.isAtPlex) return true
      const token = await shelf.tokenOf(record)
      if (!token) return false
      const wanted = await userIdOf(record.accountId)
      if (wanted === null) throw new Unauthorized('Nobody knows whose account this is')
      const who = await identityOf(record, identity)
      const user = await plex.getUser(who, token).catch(unless(Unauthorized))
      if (user?.id !== wanted) return false
      await shelf.update(record.clientIdentifier, { isAtPlex: false })
      return true
    },

    /** Ends a token at Plex that is not to be used. @throws PlexError; then it is still there */
    async discard(record: MadeToken): Promise<MadeToken> {
      const token = await shelf.tokenOf(record)
      const who = await identityOf(record, identity)
      if (token) await plex.signOut(who, token).catch(unless(Unauthorized))
      return shelf.update(record.clientIdentifier, { token: null, isAtPlex: false })
    },
  }
}
