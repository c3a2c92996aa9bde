import { i18n } from '#i18n'
import type { Duration } from '../sites/policy.ts'
import type { GrantView } from '../ui-api/protocol.ts'
import { inMinutes } from './dates.ts'

/** What a site has, one thing a line. */
export function possessions({ scopes, email, tokenKind }: GrantView): string[] {
  return scopes.flatMap((scope) => {
    if (scope === 'token') return [i18n.t(`scope.has.token_${tokenKind}`)]
    const name = i18n.t(`scope.has.${scope}`)
    return scope === 'account' && email ? [name, i18n.t('scope.has.email')] : [name]
  })
}

export function untilWhen({ duration, expiresAt }: GrantView, isPrivate: boolean): string {
  return expiresAt === null
    ? durationText(duration, isPrivate)
    : i18n.t('duration.until', [inMinutes(expiresAt)])
}

export function durationText(duration: Duration, isPrivate: boolean): string {
  return isPrivate && duration !== 'once' && duration !== 'hour'
    ? i18n.t('duration.window')
    : i18n.t(`duration.${duration}`)
}
