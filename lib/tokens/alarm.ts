import browser from 'webextension-polyfill'

export const ENDING_ALARM = 'endings'

/** Wakes us to go on with what Plex is to end. @param at ms since the epoch; null: nothing is left to do */
export function setEndingAlarm(at: number | null): void {
  if (at === null) void browser.alarms.clear(ENDING_ALARM)
  else browser.alarms.create(ENDING_ALARM, { when: at })
}
