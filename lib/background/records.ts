import { createAccounts } from '../accounts/accounts.ts'
import { createCurrent } from '../accounts/current.ts'
import { createIdentity } from '../accounts/identity.ts'
import { createActivity } from '../activity/log.ts'
import { createSettings } from '../settings/settings.ts'
import { createBrowserSession } from '../storage/browser-session.ts'
import { type Change, createStore, type Store } from '../storage/store.ts'
import { createUnusable } from '../storage/unusable.ts'
import { COLLECTIONS } from './collections.ts'
import type { Ground } from './ground.ts'
import { createSafe } from './safe.ts'
import type { Signals } from './signals.ts'

export type Records = ReturnType<typeof createRecords>

/** What is stored, and who we and our accounts are. */
export function createRecords(ground: Ground, signals: Signals, show: () => void) {
  const { local, session, self, plex, activityStore, now, after, complain } = ground
  const unusable = createUnusable({
    area: local,
    session,
    collections: COLLECTIONS,
    found(error) {
      complain(error)
      show()
    },
  })
  const late = (changes: readonly Change[]) => safe.late(changes)
  const store: Store = createStore(local, unusable.note, COLLECTIONS, late)
  const settings = createSettings(store, () => signals.pages())
  const safe = createSafe(ground, store, settings, signals)
  const { vault } = safe
  const identity = createIdentity(store, self)
  return {
    store,
    unusable,
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
    current: createCurrent(store),
    settings,
    ...{ vault, lock: safe.lock, isLasting: safe.isLasting },
    activity: createActivity({ now, after, store: activityStore, changed: show }),
  }
}
