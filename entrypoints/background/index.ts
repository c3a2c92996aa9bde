import browser from 'webextension-polyfill'
import { defineBackground } from 'wxt/utils/define-background'
import { APPROVAL_ALARM } from '../../lib/approvals/alarm.ts'
import { surface } from '../../lib/approvals/surface.ts'
import { isLinkAlarm } from '../../lib/linking/alarms.ts'
import { isPlexTab } from '../../lib/linking/plex-tab.ts'
import type { PagePort } from '../../lib/page-api/router.ts'
import { PORT as PAGE_PORT } from '../../lib/page-api/wire.ts'
import { narrowAccess } from '../../lib/storage/browser-areas.ts'
import type { UiPort } from '../../lib/ui-api/router.ts'
import { createParts } from './parts.ts'

const CHORES_AFTER_MS = 50

// Every listener is attached in the first turn: one that comes later misses the event that woke us.
export default defineBackground(() => {
  const { link, gatekeeper, desk, pages, ui, meetNewAccounts } = createParts()

  browser.runtime.onConnect.addListener((port) => {
    if (port.name.startsWith(PAGE_PORT)) pages.connect(port as unknown as PagePort)
    else ui.connect(port as unknown as UiPort)
  })

  browser.runtime.onInstalled.addListener(() => void gatekeeper.settle())
  browser.runtime.onStartup.addListener(() => void gatekeeper.settle())
  browser.permissions.onAdded.addListener(() => void gatekeeper.finish())
  browser.permissions.onRemoved.addListener(() => void gatekeeper.reconcile())

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (isLinkAlarm(name)) void link.resume()
    if (name === APPROVAL_ALARM) void desk.sweep()
  })

  browser.tabs.onRemoved.addListener(async (tabId, { isWindowClosing }) => {
    if (!isWindowClosing && (await isPlexTab(tabId))) await link.plexTabClosed()
    else await link.resume()
  })
  browser.tabs.onUpdated.addListener(async (tabId) => {
    if (await isPlexTab(tabId)) await link.resume()
  })
  browser.tabs.onActivated.addListener(() => void link.resume())
  browser.windows.onFocusChanged.addListener(() => void link.resume())
  browser.windows.onRemoved.addListener(async (windowId) => {
    if (!(await surface.wasOurs(windowId))) return
    for (const { id } of await desk.open()) await desk.denied(id, false)
  })
  addEventListener('online', () => void link.online())

  // A page may be waiting for the event that woke us; nobody waits for these.
  setTimeout(() => {
    void narrowAccess()
    void gatekeeper.settle()
    void link.resume()
    void meetNewAccounts()
  }, CHORES_AFTER_MS)
})
