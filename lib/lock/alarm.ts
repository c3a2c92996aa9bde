import browser from 'webextension-polyfill'

export const LOCK_ALARM = 'lock'

/** Wakes us to lock. @param at ms since the epoch; null: not by the clock */
export function setLockAlarm(at: number | null): void {
  if (at === null) void browser.alarms.clear(LOCK_ALARM)
  else browser.alarms.create(LOCK_ALARM, { when: at })
}
