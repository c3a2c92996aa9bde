import browser from 'webextension-polyfill'

export const APPROVAL_ALARM = 'approvals'

/** Wakes us to end approvals that were left undecided. @param at ms since the epoch */
export function setApprovalAlarm(at: number): void {
  browser.alarms.create(APPROVAL_ALARM, { when: at })
}
