import type { Account } from '../accounts/account.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { Grants } from '../sites/grants.ts'
import { covers, type Grant, type Scope } from '../sites/policy.ts'
import { VaultLocked } from '../storage/vault.ts'
import type { Guest } from './guest.ts'
import { PageError } from './page-error.ts'
import { type GrantInfo, type PageState, VERSION } from './protocol.ts'

export interface AccessWorld {
  readonly accounts: Accounts
  /** Those of private windows are kept apart. */
  readonly grantsOf: (isPrivate: boolean) => Grants
  readonly lock: {
    isLocked(): Promise<boolean>
    /** Waits for the unlock. */
    unlocked(): Promise<void>
  }
  /** Whether this page may speak at all. */
  readonly isLetIn: (guest: Guest) => Promise<boolean>
}

/** How things stand for a page. */
export interface Standing {
  readonly isLetIn: boolean
  readonly state: PageState
  /** Another one whenever the page is to hear of it: the state doesn't show another account. */
  readonly mark: string
}

const OUTSIDE = 'outside'

/** What a page has now. */
export function createAccess({ accounts, grantsOf, lock, isLetIn }: AccessWorld) {
  /** An account that was signed out takes its grants with it, even where a stop came between. */
  async function live({ origin, tabId, isPrivate }: Guest): Promise<Grant | null> {
    const grant = await grantsOf(isPrivate).live(origin)
    if (!grant || (grant.tabId !== null && grant.tabId !== tabId)) return null
    const account = await accounts.get(grant.accountId)
    return account && account.health !== 'signing_out' ? grant : null
  }

  async function isLinked(grant: Grant | null): Promise<boolean> {
    const known = grant ? [await accounts.get(grant.accountId)] : await accounts.list()
    for (const account of known) if (account && (await isOfUse(account))) return true
    return false
  }

  /** Opened, because a key may have gone with the browser before anybody noticed; locked, nobody can tell. */
  async function isOfUse({ id, health }: Account): Promise<boolean> {
    if (health !== 'ok') return false
    const opens = accounts.token(id).then((token) => token !== null)
    return opens.catch((error) => {
      if (error instanceof VaultLocked) return true
      throw error
    })
  }

  /** @throws PageError `unauthorized` */
  async function granted(guest: Guest, scope: Scope): Promise<Grant> {
    const grant = (await isLetIn(guest)) ? await live(guest) : null
    if (!grant || !covers(grant, [scope])) throw new PageError('unauthorized')
    return grant
  }

  return {
    isLetIn,
    live,
    isLinked,
    granted,

    async standing(guest: Guest): Promise<Standing> {
      const isIn = await isLetIn(guest)
      const grant = isIn ? await live(guest) : null
      const [linked, locked] = [await isLinked(grant), await lock.isLocked()]
      const state: PageState = {
        version: VERSION,
        linked,
        locked,
        grant: grant && grantInfo(grant),
      }
      const { accountId, clientIdentifier, since } = grant ?? {}
      const mark = JSON.stringify([state, accountId, clientIdentifier, since])
      return { isLetIn: isIn, state, mark: isIn ? mark : OUTSIDE }
    },

    /**
     * The grant once more, just before the answer leaves: it may have ended, or
     * gone to another account, while Plex was asked. @throws PageError `unauthorized`
     */
    async stillGranted(guest: Guest, scope: Scope, asked: Grant): Promise<Grant> {
      const grant = await granted(guest, scope)
      if (grant.accountId !== asked.accountId) throw new PageError('unauthorized')
      return grant
    },

    /** @throws PageError `not_linked` where its account is signed out; VaultLocked, since nothing leaves then */
    async accountOf({ accountId }: Grant): Promise<Account> {
      const account = await accounts.get(accountId)
      if (account?.health !== 'ok') throw new PageError('not_linked')
      if (await lock.isLocked()) throw new VaultLocked()
      return account
    },
  }
}

export type Access = ReturnType<typeof createAccess>

export function grantInfo({ scopes, tokenKind, expiresAt }: Grant): GrantInfo {
  return { scopes, tokenKind, expiresAt }
}
