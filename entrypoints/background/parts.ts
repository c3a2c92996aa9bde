import browser from 'webextension-polyfill'
import { i18n } from '#i18n'
import { createAccounts } from '../../lib/accounts/accounts.ts'
import { createIdentity } from '../../lib/accounts/identity.ts'
import { setApprovalAlarm } from '../../lib/approvals/alarm.ts'
import { createDesk } from '../../lib/approvals/desk.ts'
import { addressOf, isInFront, surface } from '../../lib/approvals/surface.ts'
import { setLinkAlarms } from '../../lib/linking/alarms.ts'
import { closePlexTab, isPlexTabInFront, openPlexTab } from '../../lib/linking/plex-tab.ts'
import { createLinkRunner } from '../../lib/linking/runner.ts'
import { createLinkStore } from '../../lib/linking/store.ts'
import { createPageRouter } from '../../lib/page-api/router.ts'
import { approvalUrl, linkUrl } from '../../lib/plex/addresses.ts'
import { createPlexClient } from '../../lib/plex/client.ts'
import { injectBridges, registerBridges, wakeBridges } from '../../lib/sites/bridges.ts'
import { createGatekeeper } from '../../lib/sites/gatekeeper.ts'
import { hasHost, removeHost } from '../../lib/sites/permissions.ts'
import { createSites } from '../../lib/sites/store.ts'
import { local, onLocalChange, onSessionChange, session } from '../../lib/storage/browser-areas.ts'
import { loadSealingKey } from '../../lib/storage/sealing-key.ts'
import { createStore } from '../../lib/storage/store.ts'
import { createVault } from '../../lib/storage/vault.ts'
import { showBadge } from '../../lib/toolbar/badge.ts'
import { createUiRouter } from '../../lib/ui-api/router.ts'

const now = () => Date.now()

function after(delay: number, callback: () => void): () => void {
  const timer = setTimeout(callback, delay)
  return () => clearTimeout(timer)
}

/** Builds the parts of the background and ties them together. */
export function createParts() {
  const vault = createVault(() => loadSealingKey(local, session))
  const store = createStore(local, (error) => console.error(error.message))
  const identity = createIdentity(store, {
    version: browser.runtime.getManifest().version,
    userAgent: navigator.userAgent,
  })
  const plex = createPlexClient({ fetch: (...request) => fetch(...request), now })
  const accounts = createAccounts({
    store,
    vault,
    plex,
    identity,
    now,
    changed: () => pages.changed(),
  })
  const sites = createSites(store, now, (origin) => pages.changed(origin))
  const gatekeeper = createGatekeeper({
    sites,
    session,
    now,
    hasHost,
    removeHost,
    registerBridges,
    injectBridges,
  })
  const desk = createDesk({
    session,
    now,
    after,
    setAlarm: setApprovalAlarm,
    changed: () => {
      void closeEmptySurface()
      void refreshBadge()
    },
  })
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
    isWatched: async () => ui.isOpen('popup') || isPlexTabInFront(),
    stayAwake: () => void browser.runtime.getPlatformInfo(),
    setAlarms: (armed) => void setLinkAlarms(armed),
    changed: ({ phase }) => {
      if (phase === 'linked') {
        pages.changed()
        void meetNewAccounts()
      }
      void refreshBadge()
    },
  })
  const pages = createPageRouter({
    ownId: browser.runtime.id,
    sites,
    accounts,
    desk,
    identity,
    now,
    present: (tabId, clicked) => void present(tabId, clicked),
    wake: (origin) => void wake(origin),
  })
  const ui = createUiRouter({
    ownId: browser.runtime.id,
    ownOrigin: browser.runtime.getURL('/'),
    link,
    linkState: links.load,
    accounts,
    sites,
    gatekeeper,
    desk,
    vault,
    now,
    addressOf,
    viewed: (view, isOpen) => {
      if (view === 'popup') void popupViewed(isOpen)
    },
  })

  onLocalChange((keys) => {
    store.forget(keys)
    ui.changed()
  })

  onSessionChange(() => ui.changed())

  async function meetNewAccounts(): Promise<void> {
    const unknown = (await accounts.list()).filter(({ user }) => !user)
    // What can't be told now is asked again at the next wake.
    await Promise.allSettled(unknown.map(({ id }) => accounts.check(id)))
    await refreshBadge()
  }

  async function wake(origin?: string): Promise<void> {
    const all = async () => (await sites.list()).map((site) => site.origin)
    await wakeBridges(origin === undefined ? await all() : [origin])
  }

  async function present(tabId: number, clicked: boolean): Promise<void> {
    if (clicked && !ui.isOpen('popup') && (await isInFront(tabId))) await surface.open(tabId)
  }

  async function closeEmptySurface(): Promise<void> {
    if (!(await desk.open()).length) await surface.close()
  }

  async function popupViewed(isOpen: boolean): Promise<void> {
    await desk.shown(isOpen)
    if (!isOpen) return
    if ((await links.load()).phase === 'linked') await link.dismiss()
    await link.resume()
    await meetNewAccounts()
  }

  async function refreshBadge(): Promise<void> {
    const [waiting, { phase }, list] = await Promise.all([
      desk.open(),
      links.load(),
      accounts.list(),
    ])
    const justLinked = phase === 'linked'
    const needsSignIn = list.some(({ health }) => health !== 'ok')
    const title = justLinked ? i18n.t('badge.linked') : i18n.t('extension_name')
    await showBadge({ waiting: waiting.length, justLinked, needsSignIn }, title)
  }

  return { link, gatekeeper, desk, pages, ui, meetNewAccounts }
}
