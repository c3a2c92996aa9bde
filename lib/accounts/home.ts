import type { PlexClient } from '../plex/client.ts'
import { NotFound, type PlexError, Unauthorized } from '../plex/errors.ts'
import type { HomeUser } from '../plex/home.ts'
import type { SwitchedUser } from '../plex/home-switch.ts'
import type { Identity } from '../plex/identity.ts'
import type { Token } from '../plex/token.ts'
import type { createNamedTurns } from '../storage/turns.ts'
import type { Account } from './account.ts'
import { isPinRefused, type Pins, pinNeeded } from './home-pin.ts'
import { keep, type Records } from './records.ts'
import type { Member, Switching } from './switching.ts'

export interface HomeWorld {
  readonly records: Records
  readonly plex: Pick<PlexClient, 'listHomeUsers' | 'signOut'>
  readonly identity: () => Promise<Identity>
  readonly token: (accountId: string) => Promise<Token | null>
  readonly check: (accountId: string) => Promise<PlexError | null>
  readonly newAccount: (token: Token, known: Pick<Account, 'user' | 'home'>) => Promise<Account>
  /** The account with another token, sealed as its own. */
  readonly withToken: (account: Account, token: Token) => Promise<Account>
  readonly switching: Switching
  readonly pins: Pins
  /** One talk with Plex about an account, or a user, at a time. */
  readonly inTurn: ReturnType<typeof createNamedTurns>
  /** Which accounts are of use is another now. */
  readonly changed: () => void
}

/** Plex Home users as accounts: found, added, and signed in again. */
export function createHome(world: HomeWorld) {
  const { records, plex, identity, token, check, switching, pins, inTurn, changed } = world

  /** @throws PlexError */
  async function users(adminId: string): Promise<HomeUser[]> {
    const admin = await token(adminId)
    if (!admin) throw new Unauthorized('This account is signed out')
    return plex.listHomeUsers(await identity(), admin)
  }

  async function knownAs(userId: string): Promise<Account | null> {
    const there = (await records.list()).filter(({ health }) => health !== 'signing_out')
    return there.find(({ user, home }) => (user?.id ?? home?.userId) === userId) ?? null
  }

  /** Nobody wants it any more. What can't be told to Plex now is rotated out by the next one. */
  async function discard({ token: secret }: SwitchedUser): Promise<void> {
    await plex.signOut(await identity(), secret).catch(() => {})
  }

  async function renewWith({ id }: Account, member: Member, pin: string | null): Promise<void> {
    const switched = await switching.switchTo(member, await identity(), pin)
    const isKept = await records.write(async () => {
      const account = await records.get(id)
      if (!account?.home) return []
      const { user, token: secret } = switched
      const renewed = { ...(await world.withToken(account, secret)), user }
      // Also of one that is on its way out: the token is needed to end it.
      const isLeaving = account.health === 'signing_out'
      return [keep(isLeaving ? { ...renewed, health: account.health } : renewed)]
    })
    if (isKept) changed()
    else await discard(switched)
  }

  async function note(asked: Account, news: (account: Account) => Account | null): Promise<void> {
    const isNew = await records.write(async () => {
      const account = await records.same(asked)
      const changedOne = account && news(account)
      return changedOne ? [keep(changedOne)] : []
    })
    if (isNew) changed()
  }

  /** What Plex says of the user itself, the account knows from then on. */
  async function learn(asked: Account, error: unknown): Promise<void> {
    if (error instanceof NotFound) {
      await note(asked, (account) => (isOut(account) ? { ...account, health: 'gone' } : null))
    }
    if (isPinRefused(error)) {
      await note(asked, (account) => {
        const { home } = account
        return home && !home.hasPin ? { ...account, home: { ...home, hasPin: true } } : null
      })
    }
  }

  /** @throws PlexError */
  const renew = (id: string): Promise<void> =>
    inTurn(id, async () => {
      const account = await records.get(id)
      if (!account?.home || account.health === 'signing_out') return
      const pin = pins.of(id)
      if (account.home.hasPin && pin === null) throw pinNeeded()
      try {
        await renewWith(account, account.home, pin)
      } catch (error) {
        await learn(account, error)
        throw error
      }
    })

  async function join(adminId: string, { id, hasPin }: HomeUser, pin: string | null) {
    const home = { adminId, userId: id, hasPin }
    const switched = await switching.switchTo(home, await identity(), pin)
    const account = await world.newAccount(switched.token, { user: switched.user, home })
    const isKept = await records.write(async () => {
      const admin = await records.get(adminId)
      return admin && admin.health !== 'signing_out' ? [keep(account)] : []
    })
    if (isKept) changed()
    else await discard(switched)
  }

  return {
    users,
    renew,

    /**
     * Makes a Home user an account. One that is there already is signed in again.
     *
     * @param pin empty where none was typed
     * @throws PlexError as `switchTo` does
     */
    add: (adminId: string, userId: string, pin: string): Promise<void> =>
      inTurn(`user ${userId}`, async () => {
        const known = await knownAs(userId)
        if (known?.home) return pins.during(known.id, pin, () => renew(known.id))
        // Switching would end the sign-in that it has of its own.
        const failure = known && (await check(known.id))
        if (failure) throw failure
        if (known) return
        const found = (await users(adminId)).find(({ id }) => id === userId)
        if (!found) throw new NotFound('This Home has no such user', { status: 404 })
        if (found.hasPin && !pin) throw pinNeeded()
        await join(adminId, found, pin || null)
      }),

    /** The user's token for somebody's own identifier; null where the account is no Home user. @throws PlexError */
    async switchTo(accountId: string, who: Identity): Promise<Token | null> {
      const account = await records.get(accountId)
      if (!account?.home) return null
      const pin = pins.of(accountId)
      if (account.home.hasPin && pin === null) throw pinNeeded()
      try {
        return (await switching.switchTo(account.home, who, pin)).token
      } catch (error) {
        await learn(account, error)
        throw error
      }
    },
  }
}

function isOut({ health }: Account): boolean {
  return health === 'signed_out' || health === 'key_lost'
}
