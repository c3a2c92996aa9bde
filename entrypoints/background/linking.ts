import browser from 'webextension-polyfill'
import { setLinkAlarms } from '../../lib/linking/alarms.ts'
import { closePlexTab, isPlexTabInFront, openPlexTab } from '../../lib/linking/plex-tab.ts'
import { createLinkRunner } from '../../lib/linking/runner.ts'
import type { LinkState } from '../../lib/linking/state.ts'
import { createLinkStore } from '../../lib/linking/store.ts'
import { approvalUrl, linkUrl } from '../../lib/plex/addresses.ts'
import { after, now } from './clock.ts'
import type { Ground } from './ground.ts'

interface LinkingNews {
  readonly isPopupOpen: () => boolean
  readonly changed: (state: LinkState) => void
}

/** Signing in to Plex. */
export function createLinking(ground: Ground, { isPopupOpen, changed }: LinkingNews) {
  const { store, vault, plex, identity, accounts } = ground
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
      await openPlexTab(kind === 'strong' ? approvalUrl(await identity(), code) : linkUrl(code))
    },
    leavePlex: closePlexTab,
    async discard(token) {
      // Plex may give one identifier the same token twice, and then it is in use.
      if (!(await accounts.holds(token))) await plex.signOut(await identity(), token)
    },
    isWatched: async () => isPopupOpen() || isPlexTabInFront(),
    stayAwake: () => void browser.runtime.getPlatformInfo(),
    setAlarms: (armed) => void setLinkAlarms(armed),
    changed,
  })
  return { link, links }
}
