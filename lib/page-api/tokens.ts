import type { Accounts } from '../accounts/accounts.ts'
import type { PlexClient } from '../plex/client.ts'
import { Unauthorized } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import type { Grant } from '../sites/policy.ts'
import type { HeldToken, Tokens } from '../tokens/tokens.ts'
import type { Guest } from './guest.ts'
import { PageError } from './page-error.ts'
import { createRenewing, type RenewingWorld } from './renewing.ts'

export interface GrantTokensWorld extends RenewingWorld {
  readonly accounts: Accounts
  readonly tokens: Pick<Tokens, 'held' | 'renew'>
  readonly plex: Pick<PlexClient, 'getUser'>
  readonly identity: () => Promise<Identity>
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

const REFRESH_EVERY_MS = 60_000

/** The token that belongs to a grant. @param rotated a site's token is another one from now on */
export function createGrantTokens(world: GrantTokensWorld, rotated: (guest: Guest) => void) {
  const { accounts, tokens, plex, identity, now } = world
  const { renew, settled, checkHeld } = createRenewing(world, rotated)
  const refreshedAt = new Map<string, number>()

  /** Each origin has a measure of its own, so that none can tell what another one asks. */
  function mayRefresh({ origin, accountId, clientIdentifier }: Grant): boolean {
    const key = clientIdentifier ?? `${origin} ${accountId}`
    const before = refreshedAt.get(key)
    if (before !== undefined && Math.abs(now() - before) < REFRESH_EVERY_MS) return false
    refreshedAt.set(key, now())
    return true
  }

  async function refreshAccount(accountId: string): Promise<void> {
    const failure = await accounts.check(accountId)
    if (failure) throw failure
  }

  async function isDead({ token, clientIdentifier, product }: HeldToken): Promise<boolean> {
    const who = { ...(await identity()), clientIdentifier, product }
    return plex.getUser(who, token).then(
      () => false,
      (error: unknown) => {
        if (error instanceof Unauthorized) return true
        throw error
      },
    )
  }

  async function accountToken(accountId: string): Promise<HeldToken> {
    const [token, { clientIdentifier, product }] = await Promise.all([
      accounts.token(accountId),
      identity(),
    ])
    if (!token) throw new PageError('not_linked')
    return { token, clientIdentifier, product }
  }

  async function siteToken(guest: Guest, grant: Grant, id: string): Promise<HeldToken> {
    await settled(id)
    const held = await tokens.held(id)
    if (held) return held
    await checkHeld(guest, id)
    // We were stopped while it was made anew, or its key is lost.
    if (!mayRefresh(grant)) throw new PageError('plex_unavailable')
    await renew(guest, id, grant.accountId)
    const renewed = await tokens.held(id)
    if (!renewed) throw new PageError('plex_unavailable')
    return renewed
  }

  return {
    /** @throws PageError `not_linked`; PlexError where it has to be made anew and can't */
    async tokenOf(guest: Guest, grant: Grant): Promise<HeldToken> {
      const { tokenKind, clientIdentifier, accountId } = grant
      if (tokenKind === 'account') return accountToken(accountId)
      if (clientIdentifier === null) throw new PageError('unauthorized')
      return siteToken(guest, grant, clientIdentifier)
    },

    /**
     * Asks Plex whether it lives; only a 401 makes another. False where that was
     * done within the last minute. @throws PlexError
     */
    async refresh(guest: Guest, grant: Grant): Promise<boolean> {
      const { clientIdentifier: id, accountId } = grant
      if (!mayRefresh(grant)) return false
      if (id === null) {
        await refreshAccount(accountId)
        return true
      }
      const held = await tokens.held(id)
      if (!held || (await isDead(held))) await renew(guest, id, accountId)
      return true
    },
  }
}

export type GrantTokens = ReturnType<typeof createGrantTokens>
