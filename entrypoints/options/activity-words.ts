import { i18n } from '#i18n'
import type { ActivityView } from '../../lib/ui-api/protocol.ts'

type Entry = ActivityView['entries'][number]
type Answered = Entry['answered']

/** In the order in which a person looks for them. */
export const ANSWERS = [
  'allowed',
  'given',
  'denied',
  'refused',
  'rate_limited',
  'failed',
  'ended',
] as const satisfies readonly Answered[]

const ASKED = [
  'access.request',
  'access.release',
  'account.get',
  'servers.list',
  'token.get',
  'site.allow',
  'site.stop',
  'sign_in.approve',
  'sign_in.revoke',
  'grant.expired',
] as const

const WHYS = [
  'unauthorized',
  'not_linked',
  'locked',
  'offline',
  'plex_unavailable',
  'pending',
  'timeout',
  'unsure',
  'no_device',
] as const

const UNKNOWN = ['unsupported', 'unknown_method', 'invalid_request', 'invalid_params']

export function answeredText(answered: Answered): string {
  return i18n.t(`activity.answered.${answered}`)
}

/** The site was not given what it asked for. */
export function isNo(answered: Answered): boolean {
  return answered !== 'given' && answered !== 'allowed' && answered !== 'ended'
}

/** What was asked; of a request for access also for what. */
export function askedText({ asked, scopes, name, origin }: Entry): string {
  const known = ASKED.find((word) => word === asked)
  const key = known ? underlined(known) : 'other'
  const text = i18n.t(`activity.asked.${key}`)
  if (name && origin) {
    return [text, i18n.t('sign_ins.went_to', [new URL(origin).host])].join(' · ')
  }
  if (scopes.length === 0) return text
  const list = scopes.map((scope) => i18n.t(`activity.scope.${scope}`)).join(', ')
  return i18n.t('activity.asked_for', [text, list])
}

/** Why it was not given, where that is more than the answer says; empty where it isn't. */
export function whyText({ reason }: Entry): string {
  if (reason !== null && UNKNOWN.includes(reason)) return i18n.t('activity.why.unknown')
  const known = WHYS.find((word) => word === reason)
  return known ? i18n.t(`activity.why.${known}`) : ''
}

type Underlined<Word extends string> = Word extends `${infer A}.${infer B}` ? `${A}_${B}` : never

function underlined<Word extends string>(word: Word): Underlined<Word> {
  return word.replace('.', '_') as Underlined<Word>
}
