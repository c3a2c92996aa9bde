import { i18n } from '#i18n'
import type { LinkView } from '../ui-api/protocol.ts'
import { troubleText } from './trouble-text.ts'

export type EndedLink = Extract<LinkView, { phase: 'expired' | 'cancelled' | 'failed' }>

/** Why a sign-in came to nothing. */
export function whatHappened(link: EndedLink): string {
  if (link.phase === 'cancelled') {
    return i18n.t(link.byLock ? 'ended.locked' : 'ended.cancelled')
  }
  if (link.phase === 'expired') return i18n.t(link.early ? 'ended.expired_early' : 'ended.expired')
  return link.trouble === 'rate_limited' ? i18n.t('ended.slow_down') : troubleText(link.trouble)
}
