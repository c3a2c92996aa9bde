import { createHealth } from '../health/health.ts'
import { aside } from './aside.ts'
import type { Ground } from './ground.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'
import type { Signals } from './signals.ts'

/** Watches over the tokens: those of accounts, and those made for others. */
export function createWatching(
  ground: Ground,
  records: Records,
  { tokens, grantsOf }: Sharing,
  signals: Signals,
) {
  const { plex, now, pause, alarms } = ground
  const { store, accounts, identity, lock } = records

  const health = createHealth({
    ...{ store, accounts, tokens, plex, identity, now, pause },
    setAlarm: alarms.health,
    renewed: (clientIdentifier) => aside(ground, tellHolders(clientIdentifier)),
  })

  /** Where it is locked, the unlock calls again. */
  async function resume(): Promise<void> {
    if (!(await lock.isLocked())) await health.resume()
  }

  async function tellHolders(clientIdentifier: string): Promise<void> {
    for (const isPrivate of [false, true]) {
      for (const grant of await grantsOf(isPrivate).list()) {
        const isHolder = grant.clientIdentifier === clientIdentifier
        if (isHolder) signals.rotated({ origin: grant.origin, isPrivate })
      }
    }
  }

  return {
    health: { ...health, resume },

    /** The PIN is at hand until what died with the sign-in before is made anew. @throws PlexError */
    renewAccount: (id: string, pin: string): Promise<void> =>
      new Promise((resolve, reject) => {
        const task = async () => {
          await accounts.home.renew(id).then(resolve, reject)
          await resume()
        }
        aside(ground, accounts.home.withPin(id, pin, task))
      }),
  }
}
