import { noteOfAnswer } from '../activity/of-answer.ts'
import type { Guest } from '../page-api/guest.ts'
import { createPageRouter } from '../page-api/router.ts'
import type { News, Store } from '../storage/store.ts'
import { createUiRouter } from '../ui-api/router.ts'
import { createAnswering } from './answering.ts'
import { aside } from './aside.ts'
import { createBadge } from './badge.ts'
import { createChores } from './chores.ts'
import { createEndings } from './endings.ts'
import type { Ground } from './ground.ts'
import { createKnowing } from './knowing.ts'
import { createLeaving } from './leaving.ts'
import { createLettingGo } from './letting-go.ts'
import { createLinking } from './linking.ts'
import { createOverseeing } from './overseeing.ts'
import { createRecords } from './records.ts'
import { createSetting } from './setting.ts'
import { createSharing } from './sharing.ts'
import { createShowing } from './showing.ts'
import type { Signals } from './signals.ts'
import { createSigningIn } from './signing-in.ts'
import { createTooling } from './tooling.ts'
import { createWatching } from './watching.ts'

/** Builds the parts of the background and ties them together. */
export function createParts(ground: Ground) {
  const { plex, now, bridges } = ground
  const signals: Signals = {
    pages: (origin) => {
      pages.changed(origin)
      ui.changed()
    },
    accounts: () => {
      pages.changed()
      aside(ground, refreshBadge())
      // Whoever signed in again may have lost more than that.
      aside(ground, health.resume())
    },
    rotated: (site) => pages.rotated(site),
    lock: (isLocked) => {
      pages.changed()
      ui.changed()
      if (isLocked) aside(ground, link.lock())
      else chores.unlocked()
    },
    idle: () => aside(ground, lock.resume()),
    approvals: () => {
      aside(ground, showing.closeEmpty())
      aside(ground, refreshBadge())
    },
    signIns: () => {
      ui.changed()
      aside(ground, refreshBadge())
    },
    endings: () => aside(ground, endings.endAtPlex()),
  }
  const records = createRecords(ground, signals, () => ui.changed())
  const { store, sessionStore, identity, accounts, current, settings, activity, lock } = records
  const sharing = createSharing(ground, records, signals)
  const { tokens, grantsOf, sites, gatekeeper, changing } = sharing
  const { desk, decisions } = createAnswering(ground, records, sharing, signals)
  const showing = createShowing(ground, desk, () => ui.isOpen('popup'))
  const tools = createTooling(ground, records, sharing, () => ui.changed())
  const { health, renewAccount } = createWatching(ground, records, sharing, signals)
  const linking = createLinking(ground, records, {
    isPopupOpen: () => ui.isOpen('popup'),
    changed: ({ phase }) => {
      if (phase === 'linked') {
        pages.changed()
        aside(ground, meetNewAccounts())
      }
      aside(ground, refreshBadge())
    },
  })
  const { link, links } = linking
  const setting = createSetting(ground, records, sharing)
  const knowing = createKnowing(ground, records, sharing, () => signIns.list())
  const outside = createSigningIn(ground, records, sharing, linking, knowing, signals)
  const { signIns } = outside
  const refreshBadge = createBadge(ground, { desk, outside, links, accounts })
  const endings = createEndings(ground, records, sharing, desk, tools, knowing, signIns)
  const leaving = createLeaving(ground, records, sharing, tools, signIns, endings)
  const lettingGo = createLettingGo(records, sharing, tools, endings)
  const overseeing = createOverseeing(
    ...([ground, records, sharing] as const),
    { knowing, tools, signIns, endings, leaving },
    () => ui.changed(),
  )
  const pages = createPageRouter({
    ownId: ground.ownId,
    prepare: (guest) => void prepare(guest).catch(() => {}),
    isLetIn: async ({ origin, isPrivate }) =>
      (await sites.get(origin)) !== null && (!isPrivate || (await settings.get()).privateWindows),
    answered({ origin, isPrivate }, request, reason, times) {
      const note = noteOfAnswer(origin, request, reason)
      if (note?.answered === 'given') aside(ground, grantsOf(isPrivate).used(origin))
      if (note && !isPrivate) activity.note(note, times)
    },
    accounts,
    grantsOf,
    tokens,
    plex,
    desk,
    lock,
    identity,
    now,
    present: (tabId, clicked) => aside(ground, showing.present(tabId, clicked)),
    wake: (origin) => aside(ground, wake(origin)),
  })
  const ui = createUiRouter({
    ownId: ground.ownId,
    ownOrigin: ground.ownOrigin,
    link,
    linkState: links.load,
    accounts,
    current,
    renewAccount,
    needPin: health.needPin,
    plex,
    identity,
    sites,
    grantsOf,
    gatekeeper,
    changing,
    ...overseeing,
    desk,
    decisions,
    tokens,
    tools,
    signIns,
    plexPages: outside.plexPages,
    settings,
    ...{ ...setting, now },
    activity,
    lock,
    isLasting: records.isLasting,
    endAtPlex: () => endings.endAtPlex(true),
    leaving,
    lettingGo,
    viewed: (view, isOpen) => {
      if (view === 'popup') aside(ground, popupViewed(isOpen))
      if (!isOpen) return
      aside(ground, endings.endAtPlex())
      aside(ground, signIns.resume())
    },
    used: () => aside(ground, lock.used()),
  })

  async function heard(from: Store, news: News): Promise<void> {
    await from.heard(news).catch(() => {}) // the records are right all the same
    ui.changed()
  }

  /** Somebody wrote this to `local`. */
  function localChanged(news: News): void {
    records.unusable.lookAt(news)
    aside(ground, heard(store, news))
  }

  /** Somebody wrote this to `session`. */
  const sessionChanged = (news: News) => aside(ground, heard(sessionStore, news))

  async function meetNewAccounts(): Promise<void> {
    const unknown = (await accounts.list()).filter(({ user, health }) => !user && health === 'ok')
    // What can't be told now is asked again at the next wake.
    const checks = unknown.map(({ id }) => accounts.check(id).catch((error) => error))
    const isAnyMet = (await Promise.all(checks)).includes(null)
    await refreshBadge()
    // What waited for an account's token can be ended with this one, now that it is known to be its.
    if (isAnyMet) await endings.endAtPlex(true)
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
    const all = async () => [...(await sites.since()).keys()]
    await bridges.wake(origin === undefined ? await all() : [origin])
  }

  async function popupViewed(isOpen: boolean): Promise<void> {
    await desk.shown(isOpen)
    if (!isOpen) return showing.popupClosed()
    if ((await links.load()).phase === 'linked') await link.dismiss()
    await link.resume()
    await meetNewAccounts()
  }

  const chores = createChores(ground, {
    records,
    sharing,
    overseeing,
    tools,
    signIns,
    decisions,
    endings,
    leaving,
    importing: setting.importing,
    health,
    link,
    meetNewAccounts,
  })

  return {
    ...{ records, sharing, tools, outside, overseeing, leaving, desk, decisions, endings },
    ...{ health, link, lock, links, pages, ui, chores },
    renewAccount,
    ...{ lettingGo, setting, localChanged, sessionChanged },
  }
}
