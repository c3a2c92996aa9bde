import { createLinkRunner } from '../linking/runner.ts'
import type { LinkState } from '../linking/state.ts'
import { createLinkStore } from '../linking/store.ts'
import { approvalUrl, linkUrl } from '../plex/addresses.ts'
import type { Ground } from './ground.ts'
import type { Records } from './records.ts'

interface LinkingNews {
  readonly isPopupOpen: () => boolean
  readonly changed: (state: LinkState) => void
}

export type Linking = ReturnType<typeof createLinking>

/** Signing in to Plex. */
export function createLinking(
  { now, after, plex, signInTab, alarms, stayAwake }: Ground,
  { store, vault, lock, identity, accounts }: Records,
  { isPopupOpen, changed }: LinkingNews,
) {
  const links = createLinkStore(store, vault)
  const link = createLinkRunner({
    now,
    after,
    load: links.load,
    async save(state, token) {
      const changes = [await links.change(state)]
      // The token first of all: a claimed PIN is gone within seconds.
      if (token) changes.unshift(await accounts.adding(token))
      await store.write(...changes)
    },
    createPin: async (kind) => plex.createPin(await identity(), kind),
    getPin: async (id) => plex.getPin(await identity(), id),
    async openPlex({ kind, pin: { code } }) {
      await signInTab.open(kind === 'strong' ? approvalUrl(await identity(), code) : linkUrl(code))
    },
    leavePlex: signInTab.close,
    async discard(token) {
      // Only then anybody knows whether it is in use.
      await lock.unlocked()
      // Plex may give one identifier the same token twice, and then it is in use.
      if (!(await accounts.holds(token))) await plex.signOut(await identity(), token)
    },
    isWatched: async () => isPopupOpen() || signInTab.isInFront(),
    stayAwake,
    setAlarms: alarms.link,
    changed,
  })
  return { link, links }
}
