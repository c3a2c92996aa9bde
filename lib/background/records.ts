import { createAccounts } from '../accounts/accounts.ts'
import { createIdentity } from '../accounts/identity.ts'
import { createActivity } from '../activity/log.ts'
import { createSettings } from '../settings/settings.ts'
import { createBrowserSession } from '../storage/browser-session.ts'
import { createStore } from '../storage/store.ts'
import type { Ground } from './ground.ts'
import { LISTED } from './listed.ts'
import type { Signals } from './signals.ts'

export type Records = ReturnType<typeof createRecords>

/** What is stored, and who we and our accounts are. */
export function createRecords(ground: Ground, signals: Signals, showActivity: () => void) {
  const { local, session, self, vault, plex, activityStore, now, after, complain } = ground
  const store = createStore(local, complain, LISTED)
  const identity = createIdentity(store, self)
  return {
    store,
    /** Gone when the browser closes. */
    sessionStore: createStore(session, complain),
    browserSession: createBrowserSession(session),
    identity,
    accounts: createAccounts({
      store,
      vault,
      plex,
      identity,
      now,
      changed: () => signals.accounts(),
    }),
    settings: createSettings(store, () => signals.pages()),
    activity: createActivity({ now, after, store: activityStore, changed: showActivity }),
  }
}
