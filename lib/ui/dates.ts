import { browser } from 'wxt/browser'

const formats = new Map<string, Intl.DateTimeFormat>()

/** A moment (ms since the epoch) as a day, the way the person writes it. */
export function inDays(at: number): string {
  return format({ dateStyle: 'medium' }, at)
}

/** A moment as a time of today, or as a day and its time; the year where it is another. */
export function inMinutes(at: number): string {
  const [day, today] = [new Date(at), new Date()]
  if (day.toDateString() === today.toDateString()) return format({ timeStyle: 'short' }, at)
  if (day.getFullYear() !== today.getFullYear()) {
    return format({ dateStyle: 'medium', timeStyle: 'short' }, at)
  }
  return format({ month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' }, at)
}

/** A long list asks for the same ones again and again, and each is slow to make. */
function format(options: Intl.DateTimeFormatOptions, at: number): string {
  const key = JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat(browser.i18n.getUILanguage(), options)
  formats.set(key, known)
  return known.format(at)
}
