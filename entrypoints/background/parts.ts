import browser from 'webextension-polyfill'
import { i18n } from '#i18n'
import { noteOfAnswer } from '../../lib/activity/of-answer.ts'
import { isInFront, surface } from '../../lib/approvals/surface.ts'
import type { Guest } from '../../lib/page-api/guest.ts'
import { createPageRouter } from '../../lib/page-api/router.ts'
import { wakeBridges } from '../../lib/sites/bridges.ts'
import { onLocalChange, onSessionChange } from '../../lib/storage/browser-areas.ts'
import { showBadge } from '../../lib/toolbar/badge.ts'
import { createUiRouter } from '../../lib/ui-api/router.ts'
import { createAnswering } from './answering.ts'
import { now } from './clock.ts'
import { createEndings } from './endings.ts'
import { createGround } from './ground.ts'
import { createLinking } from './linking.ts'
import { createSharing } from './sharing.ts'
import type { Signals } from './signals.ts'

/** Builds the parts of the background and ties them together. */
export function createParts() {
  const signals: Signals = {
    pages: (origin) => {
      pages.changed(origin)
      ui.changed()
    },
    accounts: () => {
      pages.changed()
      void refreshBadge()
    },
    approvals: () => {
      void closeEmptySurface()
      void refreshBadge()
    },
    endings: () => void endings.endAtPlex(),
  }
  const ground = createGround(signals, () => ui.changed())
  const { store, sessionStore, vault, plex, identity, accounts, settings, activity } = ground
  const sharing = createSharing(ground, signals)
  const { tokens, grantsOf, sites, gatekeeper, changing } = sharing
  const { desk, decisions } = createAnswering(ground, sharing, signals)
  const endings = createEndings(ground, sharing, desk)
  const { link, links } = createLinking(ground, {
    isPopupOpen: () => ui.isOpen('popup'),
    changed: ({ phase }) => {
      if (phase === 'linked') {
        pages.changed()
        void meetNewAccounts()
        // What waited for an account's token can be ended with this one.
        void endings.endAtPlex(true)
      }
      void refreshBadge()
    },
  })
  const pages = createPageRouter({
    ownId: browser.runtime.id,
    prepare: (guest) => void prepare(guest).catch(() => {}),
    isLetIn: async ({ origin, isPrivate }) =>
      (await sites.get(origin)) !== null && (!isPrivate || (await settings.get()).privateWindows),
    answered({ origin, isPrivate }, request, reason) {
      const note = noteOfAnswer(origin, request, reason)
      if (note?.answered === 'given') void grantsOf(isPrivate).used(origin)
      if (note && !isPrivate) activity.note(note)
    },
    accounts,
    grantsOf,
    tokens,
    plex,
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
    plex,
    identity,
    sites,
    grantsOf,
    gatekeeper,
    changing,
    desk,
    decisions,
    tokens,
    settings,
    activity,
    vault,
    endAtPlex: () => endings.endAtPlex(true),
    viewed: (view, isOpen) => {
      if (view === 'popup') void popupViewed(isOpen)
      if (isOpen) void endings.endAtPlex()
    },
  })

  onLocalChange((keys) => {
    store.forget(keys)
    ui.changed()
  })
  onSessionChange((keys) => {
    sessionStore.forget(keys)
    ui.changed()
  })

  async function meetNewAccounts(): Promise<void> {
    const unknown = (await accounts.list()).filter(({ user }) => !user)
    // What can't be told now is asked again at the next wake.
    await Promise.allSettled(unknown.map(({ id }) => accounts.check(id)))
    await refreshBadge()
  }

  /** A background that has just been started reads side by side what an answer needs one by one. */
  async function prepare({ origin, isPrivate }: Guest): Promise<void> {
    const grant = await grantsOf(isPrivate).peek(origin)
    if (!grant) return
    const { accountId, clientIdentifier } = grant
    await Promise.all([
      accounts.get(accountId),
      clientIdentifier ? tokens.held(clientIdentifier) : accounts.token(accountId),
    ])
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
    const needsSignIn = list.some(({ health }) => health === 'signed_out' || health === 'key_lost')
    const title = justLinked ? i18n.t('badge.linked') : i18n.t('extension_name')
    await showBadge({ waiting: waiting.length, justLinked, needsSignIn }, title)
  }

  return { link, sharing, desk, decisions, endings, pages, ui, meetNewAccounts }
}
