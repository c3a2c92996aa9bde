import type { Accounts } from '../accounts/accounts.ts'
import type { PlexClient } from '../plex/client.ts'
import { Unauthorized } from '../plex/errors.ts'
import type { Identity } from '../plex/identity.ts'
import type { Server } from '../plex/servers.ts'
import type { User } from '../plex/user.ts'
import { covers, type Grant } from '../sites/policy.ts'
import type { HeldToken } from '../tokens/tokens.ts'
import type { Access } from './access.ts'
import type { Guest } from './guest.ts'
import type { Handlers } from './handlers.ts'
import { PageError } from './page-error.ts'
import type { ServerInfo } from './protocol.ts'
import type { GrantTokens } from './tokens.ts'

export interface GivingWorld {
  readonly accounts: Pick<Accounts, 'get' | 'check'>
  readonly plex: Pick<PlexClient, 'listServers'>
  readonly identity: () => Promise<Identity>
}

/** What a page with a grant is handed. The grant is looked at first, and again before the answer leaves. */
export function createGiving(
  { accounts, plex, identity }: GivingWorld,
  access: Access,
  grantTokens: GrantTokens,
): Handlers<'account.get' | 'servers.list' | 'token.get'> {
  async function userOf({ accountId }: Grant): Promise<User> {
    const known = (await accounts.get(accountId))?.user
    if (known) return known
    const failure = await accounts.check(accountId)
    if (failure) throw failure
    const user = (await accounts.get(accountId))?.user
    if (!user) throw new PageError('not_linked')
    return user
  }

  /** Null where Plex doesn't take this token. */
  async function listWith({ token, ...site }: HeldToken): Promise<Server[] | null> {
    try {
      return await plex.listServers({ ...(await identity()), ...site }, token)
    } catch (error) {
      if (error instanceof Unauthorized) return null
      throw error
    }
  }

  async function serversOf(guest: Guest, grant: Grant): Promise<Server[]> {
    const servers = await listWith(await grantTokens.tokenOf(guest, grant))
    if (servers) return servers
    // A page without the scope `token` can't have a dead one made anew, so that is done here.
    await access.stillGranted(guest, 'servers', grant)
    const isAsked = await grantTokens.refresh(guest, grant)
    const found = isAsked && (await listWith(await grantTokens.tokenOf(guest, grant)))
    if (!found) throw new PageError('plex_unavailable')
    return found
  }

  return {
    async 'account.get'({ guest }) {
      const asked = await access.granted(guest, 'account')
      await access.accountOf(asked)
      const { id, uuid, username, title, thumb, email } = await userOf(asked)
      const grant = await access.stillGranted(guest, 'account', asked)
      return { id, uuid, username, title, thumb, ...(grant.email ? { email } : {}) }
    },

    async 'servers.list'({ guest }) {
      const asked = await access.granted(guest, 'servers')
      await access.accountOf(asked)
      const servers = await serversOf(guest, asked)
      const grant = await access.stillGranted(guest, 'servers', asked)
      const withToken = covers(grant, ['token'])
      return servers.map(({ accessToken, owner, ...server }): ServerInfo => {
        const secret = withToken && accessToken ? { accessToken: accessToken.reveal() } : {}
        return { ...server, ...secret }
      })
    },

    async 'token.get'({ guest }, params) {
      const asked = await access.granted(guest, 'token')
      await access.accountOf(asked)
      if (params?.refresh) await grantTokens.refresh(guest, asked)
      const { token, clientIdentifier, product } = await grantTokens.tokenOf(guest, asked)
      const grant = await access.stillGranted(guest, 'token', asked)
      // The other kind of token was chosen meanwhile: this one is no longer for this site.
      if (grant.clientIdentifier !== asked.clientIdentifier) throw new PageError('unauthorized')
      const { tokenKind: kind, expiresAt } = grant
      return { token: token.reveal(), kind, clientIdentifier, product, expiresAt }
    },
  }
}
