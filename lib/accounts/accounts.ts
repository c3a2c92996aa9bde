import type { PlexClient } from '../plex/client.ts'
import { NotFound, type PlexError, Unauthorized } from '../plex/errors.ts'
import type { HomeUser } from '../plex/home.ts'
import type { Identity } from '../plex/identity.ts'
import { Token } from '../plex/token.ts'
import type { Change, Store } from '../storage/store.ts'
import { createNamedTurns } from '../storage/turns.ts'
import type { Vault } from '../storage/vault.ts'
import type { Account } from './account.ts'
import { createChecking } from './checking.ts'
import { createHome } from './home.ts'
import { createPins } from './home-pin.ts'
import { createLeaving } from './leaving.ts'
import { createRecords, keep } from './records.ts'
import { createSwitching } from './switching.ts'

export interface Accounts {
  /** Oldest first. */
  list(): Promise<Account[]>
  /** Null also where its record can't be used. */
  get(id: string): Promise<Account | null>
  /** Whether nobody is to have anything of it any more: it is gone, or being signed out. */
  isLeft(id: string): Promise<boolean>
  /** The change that stores a new account; whoever has the token writes it with its own news. */
  adding(token: Token): Promise<Change>
  /** The account's token, or null where it is gone, dead or sealed with a lost key. */
  token(id: string): Promise<Token | null>
  /** The token to end things at Plex with: also that of an account that is being signed out. */
  lastToken(id: string): Promise<Token | null>
  /** Notes whose token can no longer be opened. */
  openAll(): Promise<void>
  /** Whether a token is that of an account that is signed in. */
  holds(token: Token): Promise<boolean>
  /**
   * Asks Plex whose token it is. Only a 401 says that it is dead; any other
   * failure changes nothing. A Home user without a PIN has another token then.
   */
  check(id: string): Promise<PlexError | null>
  /** Gives it the person's own name; empty: Plex's. */
  rename(id: string, label: string): Promise<void>
  /**
   * From now on nobody gets anything of this account, nor of the Home users that are reached
   * through it; `leave()` tells Plex and forgets them.
   *
   * @returns all of them
   */
  signOut(id: string): Promise<string[]>
  /**
   * Ends the tokens of accounts that are being signed out, then forgets those accounts.
   *
   * @param isFree whether nothing is left to be ended with the account's token
   * @returns how many are left: Plex could not be told, or they are not free yet
   */
  leave(isFree: (id: string) => Promise<boolean>): Promise<number>
  readonly home: HomeUsers
}

/** The Plex Home users that accounts reach. All of it throws PlexErrors; `isPinRefused` knows one of them. */
export interface HomeUsers {
  /** Who belongs to the Home of this account, itself included. */
  users(adminId: string): Promise<HomeUser[]>
  /** @param pin empty where none was typed */
  add(adminId: string, userId: string, pin: string): Promise<void>
  /** Gets a Home user another token. */
  renew(id: string): Promise<void>
  /** A token of this account for somebody's own identifier; null where it is no Home user. */
  switchTo(accountId: string, who: Identity): Promise<Token | null>
  /** Has the PIN at hand while this task lasts, and no longer. */
  withPin<T>(accountId: string, pin: string, task: () => Promise<T>): Promise<T>
  /** When Plex may be asked again, after it said 429 (ms since the epoch); null: now. */
  retryAt(): number | null
}

export interface AccountsWorld {
  readonly store: Store
  readonly vault: Vault
  readonly plex: Pick<PlexClient, 'getUser' | 'signOut' | 'listHomeUsers' | 'switchHomeUser'>
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
  async function lose(lost: Account, health: 'signed_out' | 'key_lost' | 'gone'): Promise<void> {
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

  async function newAccount(
    secret: Token,
    known: Pick<Account, 'user' | 'home'>,
  ): Promise<Account> {
    const id = crypto.randomUUID()
    const [sealed, at] = [await seal(id, secret), now()]
    return { id, label: '', ...known, token: sealed, since: at, tokenSince: at, health: 'ok' }
  }

  async function withToken(account: Account, secret: Token): Promise<Account> {
    return { ...account, token: await seal(account.id, secret), tokenSince: now(), health: 'ok' }
  }

  const checkToken = createChecking({
    records,
    plex,
    identity,
    token: open,
    withToken,
    lost: dead,
    changed,
  })

  /** A Home user without a PIN has another token before anybody hears of it. */
  async function dead(account: Account): Promise<void> {
    const isAsked = account.home !== null && !account.home.hasPin
    const failure = isAsked ? await home.renew(account.id).catch((error) => error) : null
    const isGone = failure instanceof NotFound
    if (!isAsked || failure) await lose(account, isGone ? 'gone' : 'signed_out')
  }

  async function check(id: string): Promise<PlexError | null> {
    const failure = await checkToken(id)
    const isBack = failure instanceof Unauthorized && (await records.get(id))?.health === 'ok'
    return isBack ? null : failure
  }

  const inTurn = createNamedTurns()
  const pins = createPins()
  const switching = createSwitching({ plex, now, token, check: checkToken })
  const asking = { records, plex, identity, inTurn, changed }
  const home = createHome({ ...asking, token, check, newAccount, withToken, switching, pins })

  return {
    get: records.get,
    isLeft: records.isLeft,
    list: records.list,
    token,
    lastToken: (id) => tokenWhere(id, 'ok', 'signing_out'),
    holds,
    async openAll() {
      for (const { id } of await records.list()) await token(id)
    },
    adding: async (secret) => keep(await newAccount(secret, { user: null, home: null })),
    check,

    async rename(id, label) {
      await records.write(async () => {
        const account = await records.get(id)
        return account ? [keep({ ...account, label: label.trim().slice(0, LONGEST_LABEL) })] : []
      })
    },

    ...createLeaving({ ...asking, token: open, holds }),
    home: { ...home, withPin: pins.during, retryAt: switching.retryAt },
  }
}

const LONGEST_LABEL = 60

function purpose(id: string): string {
  return `account:${id}`
}
