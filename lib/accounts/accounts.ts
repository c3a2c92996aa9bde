import type { PlexClient } from '../plex/client.ts'
import type { PlexError } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import { Token } from '../plex/token.ts'
import type { Change, Store } from '../storage/store.ts'
import type { Vault } from '../storage/vault.ts'
import type { Account } from './account.ts'
import { createChecking } from './checking.ts'
import { createLeaving } from './leaving.ts'
import { createRecords, keep } from './records.ts'

export interface Accounts {
  /** Oldest first. */
  list(): Promise<Account[]>
  get(id: string): Promise<Account | null>
  /** The change that stores a new account; whoever has the token writes it with its own news. */
  adding(token: Token): Promise<Change>
  /** The account's token, or null where it is gone, dead or sealed with a lost key. */
  token(id: string): Promise<Token | null>
  /** The token to end things at Plex with: also that of an account that is being signed out. */
  lastToken(id: string): Promise<Token | null>
  /** Whether a token is that of an account that is signed in. */
  holds(token: Token): Promise<boolean>
  /**
   * Asks Plex whose token it is. Only a 401 says that it is dead; any other
   * failure changes nothing.
   */
  check(id: string): Promise<PlexError | null>
  /** From now on nobody gets anything of this account; `leave()` tells Plex and forgets it. */
  signOut(id: string): Promise<void>
  /**
   * Ends the tokens of accounts that are being signed out, then forgets those accounts.
   *
   * @param isFree whether nothing is left to be ended with the account's token
   * @returns how many are left: Plex could not be told, or they are not free yet
   */
  leave(isFree: (id: string) => Promise<boolean>): Promise<number>
}

export interface AccountsWorld {
  readonly store: Store
  readonly vault: Vault
  readonly plex: Pick<PlexClient, 'getUser' | 'signOut'>
  readonly identity: () => Promise<Identity>
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Which accounts are of use is another now. Who they are is not: no page would see a difference. */
  readonly changed: () => void
}

/** The accounts at rest, and whether each is of use. */
export function createAccounts(world: AccountsWorld): Accounts {
  const { store, vault, plex, identity, now, changed } = world
  const records = createRecords(store)

  async function open(account: Account): Promise<Token | null> {
    const text = await vault.open(purpose(account.id), account.token)
    if (text === null) await lose(account, 'key_lost')
    return text === null ? null : new Token(text)
  }

  /** One that is being signed out stays so: it is on its way to be forgotten. */
  async function lose(lost: Account, health: 'signed_out' | 'key_lost'): Promise<void> {
    const isNew = await records.write(async () => {
      const account = await records.same(lost)
      return account?.health === 'ok' ? [keep({ ...account, health })] : []
    })
    if (isNew) changed()
  }

  async function tokenWhere(id: string, ...healths: Account['health'][]): Promise<Token | null> {
    const account = await records.get(id)
    return account && healths.includes(account.health) ? open(account) : null
  }

  const token = (id: string) => tokenWhere(id, 'ok')

  async function holds(candidate: Token): Promise<boolean> {
    for (const { id } of await records.list()) {
      if ((await token(id))?.reveal() === candidate.reveal()) return true
    }
    return false
  }

  const seal = (id: string, secret: Token) => vault.seal(purpose(id), secret.reveal())

  return {
    get: records.get,
    list: records.list,
    token,
    lastToken: (id) => tokenWhere(id, 'ok', 'signing_out'),
    holds,

    async adding(secret) {
      const id = crypto.randomUUID()
      return keep({ id, user: null, token: await seal(id, secret), since: now(), health: 'ok' })
    },

    check: createChecking({
      records,
      plex,
      identity,
      token: open,
      withToken: async (account, secret) => {
        return { ...account, token: await seal(account.id, secret), health: 'ok' }
      },
      lost: (account) => lose(account, 'signed_out'),
      changed,
    }),
    ...createLeaving({ records, plex, identity, token: open, holds, changed }),
  }
}

function purpose(id: string): string {
  return `account:${id}`
}
