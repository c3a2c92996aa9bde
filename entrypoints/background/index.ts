import browser from 'webextension-polyfill'
import { defineBackground } from 'wxt/utils/define-background'
import { APPROVAL_ALARM } from '../../lib/approvals/alarm.ts'
import { addressOf, surface } from '../../lib/approvals/surface.ts'
import { aside } from '../../lib/background/aside.ts'
import { createParts } from '../../lib/background/parts.ts'
import { HEALTH_ALARM } from '../../lib/health/alarm.ts'
import { isLinkAlarm } from '../../lib/linking/alarms.ts'
import { createPlexTab } from '../../lib/linking/plex-tab.ts'
import { LOCK_ALARM } from '../../lib/lock/alarm.ts'
import type { PagePort } from '../../lib/page-api/router.ts'
import { PORT as PAGE_PORT } from '../../lib/page-api/wire.ts'
import { isExpiryAlarm } from '../../lib/sites/alarm.ts'
import { narrowAccess, onLocalChange, onSessionChange } from '../../lib/storage/browser-areas.ts'
import { ENDING_ALARM } from '../../lib/tokens/alarm.ts'
import type { UiPort } from '../../lib/ui-api/router.ts'
import { createGround } from './ground.ts'

const CHORES_AFTER_MS = 50

// Every listener is attached in the first turn: one that comes later misses the event that woke us.
export default defineBackground(() => {
  const signInTab = createPlexTab('sign-in-tab')
  const ground = createGround(signInTab)
  const { link, lock, sharing, desk, endings, health, outside, pages, ui, chores, ...parts } =
    createParts(ground)
  const run = (work: Promise<unknown>) => aside(ground, work)
  /** A listener whose faults are heard of. */
  const hears =
    <Args extends unknown[]>(listener: (...args: Args) => Promise<void>) =>
    (...args: Args) =>
      run(listener(...args))
  const { gatekeeper } = sharing

  onLocalChange(parts.localChanged)
  onSessionChange(parts.sessionChanged)
  browser.runtime.onConnect.addListener((port) => {
    if (port.name.startsWith(PAGE_PORT)) pages.connect(port as unknown as PagePort)
    else ui.connect(port as unknown as UiPort)
  })

  browser.runtime.onInstalled.addListener(() => run(chores.settle()))
  browser.runtime.onStartup.addListener(() => run(chores.settle()))
  browser.permissions.onAdded.addListener(() => {
    run(gatekeeper.finish())
    run(outside.tabsChanged(true))
  })
  browser.permissions.onRemoved.addListener(() => {
    run(gatekeeper.reconcile())
    run(outside.tabsChanged(true))
  })

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (isLinkAlarm(name)) run(link.resume())
    if (name === APPROVAL_ALARM) run(desk.sweep())
    if (isExpiryAlarm(name)) run(endings.sweep())
    if (name === ENDING_ALARM) run(endings.tidy())
    if (name === HEALTH_ALARM) run(health.resume())
    if (name === LOCK_ALARM) run(lock.resume())
  })

  // These are there also while no PIN waits: Firefox keeps a listener across a stop only if it came in the
  // first turn. https://searchfox.org/mozilla-central/source/toolkit/components/extensions/ExtensionCommon.sys.mjs
  browser.tabs.onRemoved.addListener(
    hears(async (tabId, { isWindowClosing }) => {
      run(chores.endVisit(tabId))
      run(outside.tabsChanged())
      if (!isWindowClosing && (await signInTab.isIt(tabId))) await link.plexTabClosed()
      else await link.resume()
    }),
  )
  browser.tabs.onUpdated.addListener(
    hears(async (tabId, { status, url }) => {
      if (status || url) run(outside.tabsChanged())
      if (status) run(chores.endVisit(tabId, await addressOf(tabId)))
      if (await signInTab.isIt(tabId)) await link.resume()
    }),
  )
  browser.tabs.onActivated.addListener(() => run(link.resume()))
  browser.windows.onFocusChanged.addListener(() => run(link.resume()))
  browser.windows.onRemoved.addListener(
    hears(async (windowId) => {
      await chores.endPrivate()
      if (!(await surface.wasOurs(windowId))) return
      for (const { id } of await desk.open()) await desk.denied(id, false)
    }),
  )
  addEventListener('online', () => {
    run(link.online())
    run(endings.endAtPlex(true))
  })

  // A page may be waiting for the event that woke us; nobody waits for these.
  setTimeout(() => {
    run(narrowAccess())
    chores.resume()
  }, CHORES_AFTER_MS)
})
