import { createGrants, type GrantEnd } from '../sites/grants.ts'
import type { Grant } from '../sites/policy.ts'
import { createStore } from '../storage/store.ts'
import type { Holders } from '../tokens/holding.ts'
import { createClock } from './clock.ts'
import { memoryArea } from './memory-area.ts'

export const APP = 'https://app.example'
export const OTHER = 'https://app.example:8443'

/** Grants whose sites, accounts and tokens are as the test says. */
export function grantsWorld() {
  const [area, clock] = [memoryArea(), createClock()]
  const ends: [origin: string, why: GrantEnd][] = []
  const world = {
    area,
    clock,
    ends,
    given: [] as Grant[],
    settled: [] as Holders[],
    alarm: undefined as number | null | undefined,
    session: 's1',
    /** Neither site nor account is there any more. */
    isBarred: false,
    canHold: true,
    boot,
    grant,
  }

  function boot() {
    const store = createStore(area, () => {})
    return createGrants({
      store,
      now: clock.now,
      session: async () => world.session,
      mayHave: async () => !world.isBarred,
      async settle(holders, changes) {
        if (!world.canHold) return false
        world.settled.push(holders)
        await store.write(...changes)
        return true
      },
      setAlarm: (at) => {
        world.alarm = at
      },
      given: (grant) => void world.given.push(grant),
      ended: ({ origin }, why) => void ends.push([origin, why]),
    })
  }

  function grant(more: Partial<Grant> = {}): Grant {
    return {
      origin: APP,
      accountId: 'ann',
      scopes: ['token'],
      email: false,
      tokenKind: 'site',
      clientIdentifier: 'site-1',
      since: clock.now(),
      duration: 'until_revoked',
      expiresAt: null,
      session: null,
      tabId: null,
      ...more,
    }
  }
  return world
}
