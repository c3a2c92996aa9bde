import browser from 'webextension-polyfill'
import { defineBackground } from 'wxt/utils/define-background'
import { APPROVAL_ALARM } from '../../lib/approvals/alarm.ts'
import { addressOf, surface } from '../../lib/approvals/surface.ts'
import { isLinkAlarm } from '../../lib/linking/alarms.ts'
import { isPlexTab } from '../../lib/linking/plex-tab.ts'
import type { PagePort } from '../../lib/page-api/router.ts'
import { PORT as PAGE_PORT } from '../../lib/page-api/wire.ts'
import { isExpiryAlarm } from '../../lib/sites/alarm.ts'
import { hasPrivateWindow } from '../../lib/sites/private-windows.ts'
import { narrowAccess, session } from '../../lib/storage/browser-areas.ts'
import { onceASession } from '../../lib/storage/once-a-session.ts'
import { ENDING_ALARM } from '../../lib/tokens/alarm.ts'
import type { UiPort } from '../../lib/ui-api/router.ts'
import { createParts } from './parts.ts'

const CHORES_AFTER_MS = 50

// Every listener is attached in the first turn: one that comes later misses the event that woke us.
export default defineBackground(() => {
  const { store, link, sharing, desk, decisions, endings, pages, ui, meetNewAccounts } =
    createParts()
  const { gatekeeper, grantsOf, visits } = sharing
  const settle = onceASession(session, 'settled', async () => {
    await store.renewIndexes()
    await gatekeeper.reconcile()
    await endings.tidy()
  })

  browser.runtime.onConnect.addListener((port) => {
    if (port.name.startsWith(PAGE_PORT)) pages.connect(port as unknown as PagePort)
    else ui.connect(port as unknown as UiPort)
  })

  browser.runtime.onInstalled.addListener(() => void settle())
  browser.runtime.onStartup.addListener(() => void settle())
  browser.permissions.onAdded.addListener(() => void gatekeeper.finish())
  browser.permissions.onRemoved.addListener(() => void gatekeeper.reconcile())

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (isLinkAlarm(name)) void link.resume()
    if (name === APPROVAL_ALARM) void desk.sweep()
    if (isExpiryAlarm(name)) void endings.sweep()
    if (name === ENDING_ALARM) void endings.tidy()
  })

  // These are there also while no PIN waits: Firefox keeps a listener across a stop only if it came in the
  // first turn. https://searchfox.org/mozilla-central/source/toolkit/components/extensions/ExtensionCommon.sys.mjs
  browser.tabs.onRemoved.addListener(async (tabId, { isWindowClosing }) => {
    void endVisit(tabId)
    if (!isWindowClosing && (await isPlexTab(tabId))) await link.plexTabClosed()
    else await link.resume()
  })
  browser.tabs.onUpdated.addListener(async (tabId, { status }) => {
    if (status) void endVisit(tabId, await addressOf(tabId))
    if (await isPlexTab(tabId)) await link.resume()
  })
  browser.tabs.onActivated.addListener(() => void link.resume())
  browser.windows.onFocusChanged.addListener(() => void link.resume())
  browser.windows.onRemoved.addListener(async (windowId) => {
    await endPrivate()
    if (!(await surface.wasOurs(windowId))) return
    for (const { id } of await desk.open()) await desk.denied(id, false)
  })
  addEventListener('online', () => {
    void link.online()
    void endings.endAtPlex(true)
  })

  async function endPrivate(): Promise<void> {
    if (!(await hasPrivateWindow())) await grantsOf(true).endAll()
  }

  async function endVisit(tabId: number, url?: string): Promise<void> {
    if (!(await visits.has(tabId))) return
    for (const isPrivate of [false, true]) await grantsOf(isPrivate).endVisit(tabId, url)
    if (url === undefined) await visits.end(tabId)
  }

  /** What ended while we were being stopped. */
  async function endMissed(): Promise<void> {
    for (const tabId of await visits.list()) await endVisit(tabId, await addressOf(tabId))
    await endPrivate()
    await endings.resume()
  }

  // A page may be waiting for the event that woke us; nobody waits for these.
  setTimeout(() => {
    void narrowAccess()
    void settle()
    void endMissed()
    void decisions.resume()
    void link.resume()
    void meetNewAccounts()
  }, CHORES_AFTER_MS)
})
