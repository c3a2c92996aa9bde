import type { PlexClient } from '../plex/client.ts'
import { type PlexError, Unauthorized } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import { Token } from '../plex/token.ts'
import type { User } from '../plex/user.ts'
import { type Change, drop, put, type Store } from '../storage/store.ts'
import type { Vault } from '../storage/vault.ts'
import { ACCOUNTS, type Account } from './account.ts'

export interface Accounts {
  list(): Promise<Account[]>
  get(id: string): Promise<Account | null>
  /** The change that stores a new account; whoever has the token writes it with its own news. */
  adding(token: Token): Promise<Change>
  /** The account's token, or null where it is gone, dead or sealed with a lost key. */
  token(id: string): Promise<Token | null>
  /** Whether a token is that of a known account. */
  holds(token: Token): Promise<boolean>
  /**
   * Asks Plex whose token it is. Only a 401 says that it is dead; any other
   * failure changes nothing.
   */
  check(id: string): Promise<PlexError | null>
  /** Ends the token at Plex, then forgets the account. @throws PlexError where Plex could not be told; nothing is forgotten then */
  signOut(id: string): Promise<void>
}

export interface AccountsWorld {
  readonly store: Store
  readonly vault: Vault
  readonly plex: PlexClient
  readonly identity: () => Promise<Identity>
  readonly now: () => number
  readonly changed: () => void
}

export function createAccounts(world: AccountsWorld): Accounts {
  const { store, vault, plex, identity, now, changed } = world
  const tokens = new WeakMap<Account['token'], Token>()

  async function get(id: string): Promise<Account | null> {
    return store.read(ACCOUNTS, id)
  }

  async function open(account: Account): Promise<Token | null> {
    const known = tokens.get(account.token)
    if (known) return known
    const text = await vault.open(purpose(account.id), account.token)
    if (text === null) {
      await update(account, { health: 'key_lost' })
      return null
    }
    const token = new Token(text)
    tokens.set(account.token, token)
    return token
  }

  async function update(account: Account, news: Partial<Account>): Promise<void> {
    await store.write(put(ACCOUNTS, account.id, { ...account, ...news }))
    changed()
  }

  async function token(id: string): Promise<Token | null> {
    const account = await get(id)
    return account?.health === 'ok' ? open(account) : null
  }

  /**
   * Notes whose account it is. Signing in again to a known account renews that
   * one: its sites hang on it. Until then the new one has no user, so that a
   * join that was cut short is made up for by the next check.
   */
  async function meet(account: Account, user: User, secret: Token): Promise<void> {
    const twin = (await list()).find(
      (other) => other.id !== account.id && other.user?.id === user.id,
    )
    if (!twin) return update(account, { user })
    const token = await vault.seal(purpose(twin.id), secret.reveal())
    const renewed = { ...twin, user, token, health: 'ok' as const }
    await store.write(put(ACCOUNTS, twin.id, renewed), drop(ACCOUNTS, account.id))
    changed()
  }

  async function list(): Promise<Account[]> {
    const accounts = [...(await store.readAll(ACCOUNTS)).values()]
    return accounts.sort((a, b) => a.since - b.since)
  }

  return {
    get,
    list,
    token,

    async holds(candidate) {
      for (const { id } of await list()) {
        if ((await token(id))?.reveal() === candidate.reveal()) return true
      }
      return false
    },

    async adding(token) {
      const id = crypto.randomUUID()
      const sealed = await vault.seal(purpose(id), token.reveal())
      return put(ACCOUNTS, id, { id, user: null, token: sealed, since: now(), health: 'ok' })
    },

    async check(id) {
      const asked = await get(id)
      const secret = await token(id)
      if (!asked || !secret) return null
      const [user, failure] = await plex.getUser(await identity(), secret).then(
        (user) => [user, null] as const,
        (error: PlexError) => [null, error] as const,
      )
      const account = await get(id)
      // Signed in again meanwhile: what was heard is of a token of the past.
      if (account?.token.data !== asked.token.data) return failure
      if (user) await meet(account, user, secret)
      if (failure instanceof Unauthorized) await update(account, { health: 'signed_out' })
      return failure
    },

    async signOut(id) {
      const secret = await token(id)
      if (secret) {
        await plex.signOut(await identity(), secret).catch((error) => {
          if (!(error instanceof Unauthorized)) throw error
        })
      }
      await store.write(drop(ACCOUNTS, id))
      changed()
    },
  }
}

function purpose(id: string): string {
  return `account:${id}`
}
