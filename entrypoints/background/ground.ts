import browser from 'webextension-polyfill'
import { i18n } from '#i18n'
import { withFallback } from '../../lib/activity/fallback.ts'
import { createIdbStore } from '../../lib/activity/idb-store.ts'
import { setApprovalAlarm } from '../../lib/approvals/alarm.ts'
import { addressOf, isInFront, surface } from '../../lib/approvals/surface.ts'
import type { Ground } from '../../lib/background/ground.ts'
import { setHealthAlarm } from '../../lib/health/alarm.ts'
import { setLinkAlarms } from '../../lib/linking/alarms.ts'
import { createPlexTab, type PlexTab } from '../../lib/linking/plex-tab.ts'
import { setLockAlarm } from '../../lib/lock/alarm.ts'
import { createPlexClient } from '../../lib/plex/client.ts'
import { plexTabs } from '../../lib/sign-ins/plex-tabs.ts'
import { setExpiryAlarm } from '../../lib/sites/alarm.ts'
import { injectBridges, registerBridges, wakeBridges } from '../../lib/sites/bridges.ts'
import { hasHost, removeHost } from '../../lib/sites/permissions.ts'
import { hasPrivateWindow } from '../../lib/sites/private-windows.ts'
import { local, session } from '../../lib/storage/browser-areas.ts'
import { createKeyPlace } from '../../lib/storage/key-place.ts'
import { webSealing } from '../../lib/storage/sealing.ts'
import { setEndingAlarm } from '../../lib/tokens/alarm.ts'
import { showBadge } from '../../lib/toolbar/button.ts'
import { after, now, pause } from './clock.ts'

const anybody: typeof fetch = (...request) => fetch(...request)

/** The browser, the network and the clock that this background runs on. */
export function createGround(signInTab: PlexTab): Ground {
  return {
    ownId: browser.runtime.id,
    ownOrigin: browser.runtime.getURL('/'),
    self: { version: browser.runtime.getManifest().version, userAgent: navigator.userAgent },
    ...{ now, after, pause, local, session },
    keyPlace: createKeyPlace(local, session),
    sealing: webSealing(),
    activityStore: withFallback(createIdbStore()),
    plex: createPlexClient({ fetch: anybody, now }),
    fetch: anybody,
    alarms: {
      link: (isArmed) => void setLinkAlarms(isArmed),
      approvals: setApprovalAlarm,
      expiry: setExpiryAlarm,
      endings: setEndingAlarm,
      health: setHealthAlarm,
      lock: setLockAlarm,
    },
    tabs: { addressOf, isInFront, hasPrivateWindow },
    signInTab,
    tokenTab: createPlexTab('token-tab'),
    plexTabs,
    hosts: { has: hasHost, remove: removeHost },
    bridges: { register: registerBridges, inject: injectBridges, wake: wakeBridges },
    surface,
    showBadge: (news) =>
      showBadge(news, i18n.t(news.justLinked ? 'badge.linked' : 'extension_name')),
    stayAwake: () => void browser.runtime.getPlatformInfo(),
    complain: (error) => console.error(error.message),
  }
}
