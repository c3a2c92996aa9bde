import { createDecisions } from '../approvals/decisions.ts'
import { createDesk } from '../approvals/desk.ts'
import { aside } from './aside.ts'
import type { Ground } from './ground.ts'
import { createPlexPage } from './plex-page.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'
import type { Signals } from './signals.ts'

export type Answering = ReturnType<typeof createAnswering>

/** What waits for the person, and what follows from their answer. */
export function createAnswering(
  ground: Ground,
  records: Records,
  sharing: Sharing,
  signals: Signals,
) {
  const { session, now, after, pause, alarms, tabs, stayAwake } = ground
  const { accounts } = records
  const { tokens, granting, sites } = sharing

  const desk = createDesk({
    session,
    now,
    after,
    setAlarm: alarms.approvals,
    changed: () => signals.approvals(),
    dropped: ({ plan }) => aside(ground, granting.abandon(plan)),
  })

  const decisions = createDecisions({
    desk,
    granting,
    account: accounts.get,
    check: accounts.check,
    isAllowedSite: async (origin) => (await sites.get(origin)) !== null,
    addressOf: tabs.addressOf,
    plexPage: createPlexPage(ground, records),
    poll: tokens.poll,
    pause,
    stayAwake,
  })

  return { desk, decisions }
}
