import { i18n } from '#i18n'
import type { Settings } from '../../lib/settings/settings.ts'
import type { ImportView } from '../../lib/ui-api/protocol.ts'
import { lockAfterText } from './lock-words.ts'

/** What "Import" changes whatever else is chosen. */
export function takenOverTexts({ settings, names }: ImportView): string[] {
  const { privateWindows, lockAfter } = settings.other
  return [
    ...(privateWindows === undefined ? [] : [i18n.t('transfer.private_windows_off')]),
    ...(lockAfter === undefined ? [] : [i18n.t('transfer.lock_after', [lockAfterText(lockAfter)])]),
    ...names.map(({ name, former }) =>
      i18n.t('transfer.name', [former ?? i18n.t('account.nameless'), name]),
    ),
  ]
}

/** A setting that gives more, as it would be. */
export function looserText(name: keyof Settings, { lockAfter }: Partial<Settings>): string {
  if (name === 'privateWindows') return i18n.t('settings.private_windows')
  return i18n.t('transfer.lock_after', [lockAfterText(lockAfter ?? null)])
}

/** What the file says and nothing is done about. */
export function besidesText({ sitesHere, absent }: ImportView): string[] {
  return [
    ...(sitesHere > 0 ? [i18n.t('transfer.sites_here', sitesHere)] : []),
    ...(absent > 0 ? [i18n.t('transfer.absent', absent)] : []),
  ]
}
