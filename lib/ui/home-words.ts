import { i18n } from '#i18n'
import type { Failure } from '../ui-api/protocol.ts'
import { troubleText } from './trouble-text.ts'

/** Why Plex did not give us a Home user. @param pin as it was typed */
export function homeTroubleText(failure: Failure, pin: string): string {
  if (failure === 'home_pin') return i18n.t(pin ? 'home.wrong_pin' : 'home.type_pin')
  if (failure === 'not_found') return i18n.t('home.gone')
  return failure === 'rate_limited' ? i18n.t('home.slow_down') : troubleText(failure)
}
