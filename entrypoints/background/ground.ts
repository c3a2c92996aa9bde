import browser from 'webextension-polyfill'
import { createAccounts } from '../../lib/accounts/accounts.ts'
import { createIdentity } from '../../lib/accounts/identity.ts'
import { withFallback } from '../../lib/activity/fallback.ts'
import { createIdbStore } from '../../lib/activity/idb-store.ts'
import { createActivity } from '../../lib/activity/log.ts'
import { createPlexClient } from '../../lib/plex/client.ts'
import { createSettings } from '../../lib/settings/settings.ts'
import { local, session } from '../../lib/storage/browser-areas.ts'
import { createBrowserSession } from '../../lib/storage/browser-session.ts'
import { loadSealingKey } from '../../lib/storage/sealing-key.ts'
import { createStore } from '../../lib/storage/store.ts'
import { createVault } from '../../lib/storage/vault.ts'
import { after, now } from './clock.ts'
import { LISTED } from './listed.ts'
import type { Signals } from './signals.ts'

export type Ground = ReturnType<typeof createGround>

/** What everything else stands on: what is stored, who we are, and plex.tv. */
export function createGround(signals: Signals, showActivity: () => void) {
  const complain = (error: Error) => console.error(error.message)
  const vault = createVault(() => loadSealingKey(local, session))
  const store = createStore(local, complain, LISTED)
  const plex = createPlexClient({ fetch: (...request) => fetch(...request), now })
  const identity = createIdentity(store, {
    version: browser.runtime.getManifest().version,
    userAgent: navigator.userAgent,
  })
  return {
    vault,
    store,
    /** Gone when the browser closes. */
    sessionStore: createStore(session, complain),
    browserSession: createBrowserSession(session),
    plex,
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
    activity: createActivity({
      now,
      after,
      store: withFallback(createIdbStore()),
      changed: showActivity,
    }),
  }
}
