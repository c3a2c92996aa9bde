import type { Accounts } from '../accounts/accounts.ts'
import { Unauthorized } from '../plex/errors.ts'
import type { Grants } from '../sites/grants.ts'
import type { Tokens } from '../tokens/tokens.ts'
import type { Guest } from './guest.ts'
import { PageError } from './page-error.ts'

export interface RenewingWorld {
  readonly accounts: Pick<Accounts, 'check'>
  readonly grantsOf: (isPrivate: boolean) => Grants
  readonly tokens: Pick<Tokens, 'renew'>
}

/**
 * Makes a site's token anew. A token that is revoked is dead for Plex as well,
 * so a 401 alone is no reason: there must be a grant to make another one for.
 *
 * @param rotated the site's token is another one from now on
 */
export function createRenewing(world: RenewingWorld, rotated: (guest: Guest) => void) {
  const underWay = new Map<string, Promise<void>>()

  /** "Once" in another tab holds it as well. @throws PageError `unauthorized` */
  async function checkHeld({ origin, isPrivate }: Guest, clientIdentifier: string): Promise<void> {
    const grant = await world.grantsOf(isPrivate).live(origin)
    if (grant?.clientIdentifier !== clientIdentifier) throw new PageError('unauthorized')
  }

  async function make(guest: Guest, clientIdentifier: string, accountId: string): Promise<void> {
    await checkHeld(guest, clientIdentifier)
    try {
      await world.tokens.renew(clientIdentifier)
    } catch (error) {
      // It is the account's token that Plex doesn't take; the person is to know.
      if (error instanceof Unauthorized) await world.accounts.check(accountId)
      throw error
    }
    rotated(guest)
  }

  return {
    checkHeld,

    /** Waits for one that is being made. @throws as that does */
    settled: async (clientIdentifier: string): Promise<void> => underWay.get(clientIdentifier),

    /** @throws PlexError, or PageError `unauthorized` */
    renew(guest: Guest, clientIdentifier: string, accountId: string): Promise<void> {
      const made = make(guest, clientIdentifier, accountId).finally(() => {
        underWay.delete(clientIdentifier)
      })
      underWay.set(clientIdentifier, made)
      return made
    },
  }
}
