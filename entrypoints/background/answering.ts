import browser from 'webextension-polyfill'
import { setApprovalAlarm } from '../../lib/approvals/alarm.ts'
import { createDecisions } from '../../lib/approvals/decisions.ts'
import { createDesk } from '../../lib/approvals/desk.ts'
import { addressOf } from '../../lib/approvals/surface.ts'
import { closePlexTab, openPlexTab } from '../../lib/linking/plex-tab.ts'
import { approvalUrl } from '../../lib/plex/addresses.ts'
import { session } from '../../lib/storage/browser-areas.ts'
import { after, now, pause } from './clock.ts'
import type { Ground } from './ground.ts'
import type { Sharing } from './sharing.ts'
import type { Signals } from './signals.ts'

/** What waits for the person, and what follows from their answer. */
export function createAnswering(ground: Ground, sharing: Sharing, signals: Signals) {
  const { accounts, identity } = ground
  const { tokens, granting, sites } = sharing

  const desk = createDesk({
    session,
    now,
    after,
    setAlarm: setApprovalAlarm,
    changed: () => signals.approvals(),
    dropped: ({ plan }) => void granting.abandon(plan),
  })

  const decisions = createDecisions({
    desk,
    granting,
    account: accounts.get,
    check: accounts.check,
    isAllowedSite: async (origin) => (await sites.get(origin)) !== null,
    addressOf,
    plexPage: {
      open: async ({ code, ...site }) =>
        openPlexTab(approvalUrl({ ...(await identity()), ...site }, code)),
      close: closePlexTab,
    },
    poll: tokens.poll,
    pause,
    stayAwake: () => void browser.runtime.getPlatformInfo(),
  })

  return { desk, decisions }
}
