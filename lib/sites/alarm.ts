import browser from 'webextension-polyfill'

const NAMES = { usual: 'expiry', private: 'expiry-private' } as const

/** Wakes us to end the grants that are over. @param at ms since the epoch; null: none runs out */
export function setExpiryAlarm(isPrivate: boolean, at: number | null): void {
  const name = NAMES[isPrivate ? 'private' : 'usual']
  if (at === null) void browser.alarms.clear(name)
  else browser.alarms.create(name, { when: at })
}

export function isExpiryAlarm(name: string): boolean {
  return name === NAMES.usual || name === NAMES.private
}
