import type { PlexClient } from '../plex/client.ts'
import { Unauthorized } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import type { Token } from '../plex/token.ts'
import type { Change } from '../storage/store.ts'
import type { createNamedTurns } from '../storage/turns.ts'
import type { Account } from './account.ts'
import { forget, keep, type Records } from './records.ts'

export interface LeavingWorld {
  readonly records: Records
  readonly plex: Pick<PlexClient, 'signOut'>
  readonly identity: () => Promise<Identity>
  readonly token: (account: Account) => Promise<Token | null>
  readonly holds: (token: Token) => Promise<boolean>
  /** One talk with Plex about an account at a time. */
  readonly inTurn: ReturnType<typeof createNamedTurns>
  /** Which accounts are of use is another now. */
  readonly changed: () => void
}

/**
 * Signing out. From the click on, nobody gets anything of the account. Its
 * record waits until Plex has been told, since its token is needed for that.
 */
export function createLeaving(world: LeavingWorld) {
  const { records, plex, identity, token, holds, inTurn, changed } = world

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

  /** False where Plex could not be told. */
  const leaveOne = (id: string): Promise<boolean> =>
    inTurn(id, async () => {
      const account = await records.get(id)
      if (account?.health !== 'signing_out') return true
      if (!(await isEnded(account))) return false
      await drop(account)
      return true
    })

  function out(account: Account): Change[] {
    if (account.health === 'signing_out') return []
    // A dead token has nothing to be told of; but a Home user may be getting another just now.
    const isOver = account.health !== 'ok' && account.home === null
    return [isOver ? forget(account) : keep({ ...account, health: 'signing_out' })]
  }

  return {
    async signOut(id: string): Promise<string[]> {
      let ids: string[] = []
      const isNew = await records.write(async () => {
        const all = await records.list()
        const leaving = all.filter((account) => account.id === id || account.home?.adminId === id)
        ids = leaving.map((account) => account.id)
        return leaving.flatMap(out)
      })
      if (isNew) changed()
      return ids
    },

    async leave(isFree: (id: string) => Promise<boolean>): Promise<number> {
      const leaving = (await records.list()).filter(({ health }) => health === 'signing_out')
      let left = 0
      for (const { id } of leaving) {
        if (!(await isFree(id)) || !(await leaveOne(id))) left++
      }
      return left
    },
  }
}
