import browser from 'webextension-polyfill'

/** A moment (ms since the epoch) as a day, the way the person writes it. */
export function inDays(at: number): string {
  const language = browser.i18n.getUILanguage()
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(at)
}
