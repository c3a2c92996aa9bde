import type { Fits, Granting } from './granting.ts'
import type { Grants } from './grants.ts'
import type { Duration, Grant } from './policy.ts'

export interface News {
  readonly accountId: string
  readonly duration: Duration
}

/** Gives a site's grant another account, or another time to end. */
export function createChanging(grants: Grants, granting: Granting) {
  return {
    /** @throws PlexError where the new account can't make it a token now; the grant is as it was */
    async change(origin: string, { accountId, duration }: News): Promise<void> {
      const former = await grants.live(origin)
      if (!former) return
      const { scopes, email, tokenKind, tabId } = former
      if (duration === 'once' && tabId === null) throw new Error('A visit needs a tab')
      const what = { origin, accountId, scopes, email, tokenKind, duration, tabId }
      const plan = await granting.plan({ ...what, isPrivate: false })
      const fits = isSame(former)
      if (plan.clientIdentifier === former.clientIdentifier) {
        await granting.give(plan, fits)
        return
      }
      try {
        await granting.grant(plan, (give) => give(fits))
      } catch (error) {
        await granting.abandon(plan)
        throw error
      }
    },
  }
}

export type Changing = ReturnType<typeof createChanging>

/** What was revoked or given anew meanwhile is not changed. */
function isSame(former: Grant): Fits {
  return (standing) => standing?.since === former.since && standing.accountId === former.accountId
}
