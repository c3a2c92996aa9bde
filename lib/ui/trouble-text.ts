import { i18n } from '#i18n'
import type { Trouble } from '../linking/state.ts'
import type { Failure } from '../ui-api/protocol.ts'

/** What happened and what to do. */
export function troubleText(failure: Failure): string {
  return i18n.t(`trouble.${failure}`)
}

/** When there is another try. @param left ms; none: now */
export function tryAgainText(left: number): string {
  if (left <= 0) return i18n.t('ended.try_again')
  return left > 60_000
    ? i18n.t('ended.try_again_minutes', [String(Math.ceil(left / 60_000))])
    : i18n.t('ended.try_again_seconds', [String(Math.ceil(left / 1000))])
}

/** A link that goes on in spite of trouble. */
export function stalledText(trouble: Trouble): string {
  if (trouble === 'network' || trouble === 'rate_limited') return i18n.t(`stalled.${trouble}`)
  return i18n.t('stalled.other')
}
