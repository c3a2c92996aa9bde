import type { Desk } from '../approvals/desk.ts'
import type { Grants } from '../sites/grants.ts'
import { covers, type Grant, SCOPES } from '../sites/policy.ts'
import { type Access, grantInfo } from './access.ts'
import type { Handlers } from './handlers.ts'
import { PageError } from './page-error.ts'
import type { RequestId } from './protocol.ts'

export interface AskingWorld {
  readonly desk: Desk
  readonly grantsOf: (isPrivate: boolean) => Grants
  /** Shows a new approval to the person, if this is a moment for it. */
  readonly present: (tabId: number, clicked: boolean) => void
}

/** The name under which a request waits for the person; the same after the bridge sent it again. */
export function waiterOf(session: string, id: RequestId): string {
  return `${session}/${JSON.stringify(id)}`
}

/** How a page comes to its grant, and gives it up. */
export function createAsking(
  { desk, grantsOf, present }: AskingWorld,
  access: Access,
): Handlers<'access.request' | 'access.release'> {
  return {
    async 'access.request'({ guest, id, clicked, isGone }, { scopes, reason = '' }) {
      const isCovered = (live: Grant | null) => live !== null && covers(live, scopes)
      const grant = await access.live(guest)
      if (!isCovered(grant) && !(await access.isLinked(null))) throw new PageError('not_linked')
      // Nothing may come between this and the asking, or a request would wait that nobody made.
      if (isGone()) throw new PageError('timeout')
      const { origin, tabId, session, isPrivate } = guest
      // What it has already is shown, and given, together with what it asks for.
      const all = SCOPES.filter((scope) => scopes.includes(scope) || grant?.scopes.includes(scope))
      const waiter = waiterOf(session, id)
      const ask = { origin, tabId, scopes: all, reason, isPrivate, waiter }
      const has = async () => isCovered(await access.live(guest))
      const decision = await desk.ask(ask, () => present(tabId, clicked), has)
      if (decision === 'pending' || decision === 'denied') throw new PageError(decision)
      if (decision === 'quiet') throw new PageError('rate_limited')
      if (!(await access.isLetIn(guest))) throw new PageError('unauthorized')
      // Its deadline has passed, or its page has left.
      if (decision === 'gone') throw new PageError('timeout')
      const given = await access.live(guest)
      if (!given) throw new PageError('unauthorized')
      return grantInfo(given)
    },

    async 'access.release'({ guest }) {
      const { origin, isPrivate } = guest
      // "Once" in another tab is that tab's own.
      if (await access.live(guest)) await grantsOf(isPrivate).end(origin, 'released')
      return null
    },
  }
}
