import browser from 'webextension-polyfill'
import { defineBackground } from 'wxt/utils/define-background'
import { APPROVAL_ALARM } from '../../lib/approvals/alarm.ts'
import { addressOf, surface } from '../../lib/approvals/surface.ts'
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
  const { link, lock, sharing, desk, endings, health, outside, pages, ui, chores, ...parts } =
    createParts(createGround(signInTab))
  const { gatekeeper } = sharing

  onLocalChange(parts.localChanged)
  onSessionChange(parts.sessionChanged)
  browser.runtime.onConnect.addListener((port) => {
    if (port.name.startsWith(PAGE_PORT)) pages.connect(port as unknown as PagePort)
    else ui.connect(port as unknown as UiPort)
  })

  browser.runtime.onInstalled.addListener(() => void chores.settle())
  browser.runtime.onStartup.addListener(() => void chores.settle())
  browser.permissions.onAdded.addListener(() => {
    void gatekeeper.finish()
    void outside.tabsChanged(true)
  })
  browser.permissions.onRemoved.addListener(() => {
    void gatekeeper.reconcile()
    void outside.tabsChanged(true)
  })

  browser.alarms.onAlarm.addListener(({ name }) => {
    if (isLinkAlarm(name)) void link.resume()
    if (name === APPROVAL_ALARM) void desk.sweep()
    if (isExpiryAlarm(name)) void endings.sweep()
    if (name === ENDING_ALARM) void endings.tidy()
    if (name === HEALTH_ALARM) void health.resume()
    if (name === LOCK_ALARM) void lock.resume()
  })

  // These are there also while no PIN waits: Firefox keeps a listener across a stop only if it came in the
  // first turn. https://searchfox.org/mozilla-central/source/toolkit/components/extensions/ExtensionCommon.sys.mjs
  browser.tabs.onRemoved.addListener(async (tabId, { isWindowClosing }) => {
    void chores.endVisit(tabId)
    void outside.tabsChanged()
    if (!isWindowClosing && (await signInTab.isIt(tabId))) await link.plexTabClosed()
    else await link.resume()
  })
  browser.tabs.onUpdated.addListener(async (tabId, { status, url }) => {
    if (status || url) void outside.tabsChanged()
    if (status) void chores.endVisit(tabId, await addressOf(tabId))
    if (await signInTab.isIt(tabId)) await link.resume()
  })
  browser.tabs.onActivated.addListener(() => void link.resume())
  browser.windows.onFocusChanged.addListener(() => void link.resume())
  browser.windows.onRemoved.addListener(async (windowId) => {
    await chores.endPrivate()
    if (!(await surface.wasOurs(windowId))) return
    for (const { id } of await desk.open()) await desk.denied(id, false)
  })
  addEventListener('online', () => {
    void link.online()
    void endings.endAtPlex(true)
  })

  // A page may be waiting for the event that woke us; nobody waits for these.
  setTimeout(() => {
    void narrowAccess()
    chores.resume()
  }, CHORES_AFTER_MS)
})
