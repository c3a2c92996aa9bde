import type { PlexClient } from '../plex/client.ts'
import { Unauthorized } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import type { Token } from '../plex/token.ts'
import type { Account } from './account.ts'
import { forget, keep, type Records } from './records.ts'

export interface LeavingWorld {
  readonly records: Records
  readonly plex: Pick<PlexClient, 'signOut'>
  readonly identity: () => Promise<Identity>
  readonly token: (account: Account) => Promise<Token | null>
  readonly holds: (token: Token) => Promise<boolean>
  /** Which accounts are of use is another now. */
  readonly changed: () => void
}

/**
 * Signing out. From the click on, nobody gets anything of the account. Its
 * record waits until Plex has been told, since its token is needed for that.
 */
export function createLeaving({ records, plex, identity, token, holds, changed }: LeavingWorld) {
  /** False where Plex could not be told. */
  async function isEnded(account: Account): Promise<boolean> {
    const secret = await token(account)
    // Whoever signed in again meanwhile may have been given the same one.
    if (!secret || (await holds(secret))) return true
    return plex.signOut(await identity(), secret).then(
      () => true,
      (error: unknown) => error instanceof Unauthorized,
    )
  }

  async function drop(left: Account): Promise<void> {
    const isDropped = await records.write(async () => {
      const account = await records.same(left)
      return account?.health === 'signing_out' ? [forget(account)] : []
    })
    if (isDropped) changed()
  }

  return {
    async signOut(id: string): Promise<void> {
      const isNew = await records.write(async () => {
        const account = await records.get(id)
        if (!account || account.health === 'signing_out') return []
        // A dead token has nothing to be told of.
        return [
          account.health === 'ok' ? keep({ ...account, health: 'signing_out' }) : forget(account),
        ]
      })
      if (isNew) changed()
    },

    async leave(isFree: (id: string) => Promise<boolean>): Promise<number> {
      const leaving = (await records.list()).filter(({ health }) => health === 'signing_out')
      let left = 0
      for (const account of leaving) {
        if ((await isFree(account.id)) && (await isEnded(account))) await drop(account)
        else left++
      }
      return left
    },
  }
}
