import type { PlexClient } from '../plex/client.ts'
import { type PlexError, Unauthorized } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import type { Token } from '../plex/token.ts'
import type { User } from '../plex/user.ts'
import type { Change } from '../storage/store.ts'
import type { Account } from './account.ts'
import { forget, keep, type Records } from './records.ts'

export interface CheckingWorld {
  readonly records: Records
  readonly plex: Pick<PlexClient, 'getUser'>
  readonly identity: () => Promise<Identity>
  readonly token: (account: Account) => Promise<Token | null>
  /** The account with another account's token, sealed as its own. */
  readonly withToken: (account: Account, token: Token) => Promise<Account>
  /** Its token is of no use. */
  readonly lost: (account: Account) => Promise<void>
  /** Which accounts are of use is another now. */
  readonly changed: () => void
}

/** Asks Plex whose an account's token is. */
export function createChecking(world: CheckingWorld) {
  const { records, plex, identity, token, withToken, lost, changed } = world

  /**
   * Notes whose account it is. Signing in again to a known account renews that
   * one: its sites hang on it. Until then the new one has no user, so that a
   * join that was cut short is made up for by the next check.
   */
  async function meet(asked: Account, user: User, secret: Token): Promise<void> {
    let isRenewed = false
    await records.write(async (): Promise<Change[]> => {
      const account = await records.same(asked)
      if (!account) return []
      const twin = await twinOf(account, user)
      isRenewed = twin !== null
      if (twin) {
        // What it was reached by before no longer matters.
        const renewed = { ...(await withToken(twin, secret)), user, home: account.home }
        return [keep(renewed), forget(account)]
      }
      return isSame(account.user, user) ? [] : [keep({ ...account, user })]
    })
    if (isRenewed) changed()
  }

  async function twinOf({ id, health }: Account, user: User): Promise<Account | null> {
    if (health !== 'ok') return null
    const others = (await records.list()).filter((other) => other.id !== id)
    return others.find((other) => other.user?.id === user.id) ?? null
  }

  return async (id: string): Promise<PlexError | null> => {
    const asked = await records.get(id)
    const secret = asked?.health === 'ok' ? await token(asked) : null
    if (!asked || !secret) return null
    const [user, failure] = await plex.getUser(await identity(), secret).then(
      (user) => [user, null] as const,
      (error: PlexError) => [null, error] as const,
    )
    if (user) await meet(asked, user, secret)
    if (failure instanceof Unauthorized) await lost(asked)
    return failure
  }
}

function isSame(known: User | null, user: User): boolean {
  const members = Object.keys(user) as (keyof User)[]
  return known !== null && members.every((member) => known[member] === user[member])
}
