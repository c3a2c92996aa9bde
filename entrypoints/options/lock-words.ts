import { i18n } from '#i18n'

/** @param minutes null: not by the clock */
export function lockAfterText(minutes: number | null): string {
  if (minutes === null) return i18n.t('lock.after_never')
  return minutes < 60
    ? i18n.t('lock.after_minutes', minutes)
    : i18n.t('lock.after_hours', minutes / 60)
}
