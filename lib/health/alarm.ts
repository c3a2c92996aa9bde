import browser from 'webextension-polyfill'

export const HEALTH_ALARM = 'health'

/** Wakes us to look at tokens. @param at ms since the epoch; null: there is nothing to look at */
export function setHealthAlarm(at: number | null): void {
  if (at === null) void browser.alarms.clear(HEALTH_ALARM)
  else browser.alarms.create(HEALTH_ALARM, { when: at })
}
