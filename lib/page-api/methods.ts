import type { Accounts } from '../accounts/accounts.ts'
import type { Desk } from '../approvals/desk.ts'
import type { Identity } from '../plex/identity.ts'
import { covers, type Grant, type Scope } from '../sites/policy.ts'
import type { Sites } from '../sites/store.ts'
import type { Guest } from './guest.ts'
import { PageError } from './page-error.ts'
import type { MethodName, ParamsOf } from './params.ts'
import {
  type GrantInfo,
  type Methods,
  type PageState,
  type RequestId,
  VERSION,
} from './protocol.ts'

export interface MethodsWorld {
  readonly sites: Sites
  readonly accounts: Accounts
  readonly desk: Desk
  readonly identity: () => Promise<Identity>
  readonly now: () => number
  /** Shows a new approval to the person, if this is a moment for it. */
  readonly present: (tabId: number, clicked: boolean) => void
}

export interface Call {
  readonly guest: Guest
  readonly id: RequestId
  readonly clicked: boolean
}

export type Handlers = {
  [Name in MethodName]: (call: Call, params: ParamsOf<Name>) => Promise<Methods[Name]['result']>
}

const REFRESH_EVERY_MS = 60_000

/** The name under which a request waits for the person; the same after the bridge sent it again. */
export function waiterOf(session: string, id: RequestId): string {
  return `${session}/${JSON.stringify(id)}`
}

export function createMethods({ sites, accounts, desk, identity, now, present }: MethodsWorld) {
  const refreshedAt = new Map<string, number>()

  /** An account that was signed out takes its grants with it, even where a stop came between. */
  async function liveGrant(origin: string): Promise<Grant | null> {
    const grant = await sites.liveGrant(origin)
    return grant && (await accounts.get(grant.accountId)) ? grant : null
  }

  async function isLinked(grant: Grant | null): Promise<boolean> {
    if (grant) return (await accounts.get(grant.accountId))?.health === 'ok'
    return (await accounts.list()).some(({ health }) => health === 'ok')
  }

  async function stateOf(origin: string): Promise<PageState> {
    const grant = await liveGrant(origin)
    return {
      version: VERSION,
      linked: await isLinked(grant),
      locked: false,
      grant: grant && grantInfo(grant),
    }
  }

  async function granted(origin: string, scope: Scope): Promise<Grant> {
    const grant = await liveGrant(origin)
    if (!grant || !covers(grant, [scope])) throw new PageError('unauthorized')
    return grant
  }

  async function refresh(accountId: string): Promise<void> {
    if (now() - (refreshedAt.get(accountId) ?? 0) < REFRESH_EVERY_MS) return
    refreshedAt.set(accountId, now())
    const failure = await accounts.check(accountId)
    if (failure) throw failure
  }

  const handlers: Handlers = {
    'foyer.state': ({ guest }) => stateOf(guest.origin),

    async 'access.request'({ guest, id, clicked }, { scopes, reason = '' }) {
      if (scopes.some((scope) => scope !== 'token')) throw new PageError('unsupported')
      const grant = await liveGrant(guest.origin)
      if (grant && covers(grant, scopes)) return grantInfo(grant)
      if (!(await isLinked(null))) throw new PageError('not_linked')
      const { origin, tabId, session } = guest
      const ask = { origin, tabId, scopes, reason, waiter: waiterOf(session, id) }
      const decision = await desk.ask(ask, () => present(tabId, clicked))
      if (decision === 'pending' || decision === 'denied') throw new PageError(decision)
      if (decision === 'quiet') throw new PageError('rate_limited')
      return grantInfo(await granted(origin, 'token'))
    },

    async 'access.release'({ guest }) {
      await sites.release(guest.origin)
      return null
    },

    async 'token.get'({ guest }, params) {
      const { accountId } = await granted(guest.origin, 'token')
      if (params?.refresh) await refresh(accountId)
      const [token, { clientIdentifier, product }] = await Promise.all([
        accounts.token(accountId),
        identity(),
      ])
      if (!token) throw new PageError('not_linked')
      // Once more: it may have ended while we were looking.
      const grant = await granted(guest.origin, 'token')
      if (grant.accountId !== accountId) throw new PageError('unauthorized')
      const { tokenKind: kind, expiresAt } = grant
      return { token: token.reveal(), kind, clientIdentifier, product, expiresAt }
    },
  }
  return { handlers, stateOf }
}

function grantInfo({ scopes, tokenKind, expiresAt }: Grant): GrantInfo {
  return { scopes, tokenKind, expiresAt }
}
