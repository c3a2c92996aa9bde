import { SCOPES } from '../sites/policy.ts'
import type { Answered, Note } from './entry.ts'

/** Asked so often, and giving so little, that it would bury the rest. */
const UNTOLD = ['foyer.state']

/** What is asked for, and what an answer to it is. */
const SUCCESS: Readonly<Record<string, Answered>> = {
  'access.request': 'allowed',
  'access.release': 'ended',
  'account.get': 'given',
  'servers.list': 'given',
  'token.get': 'given',
}

/** Any other reason is trouble of Plex's or ours. */
const ANSWERED: Readonly<Record<string, Answered>> = {
  denied: 'denied',
  rate_limited: 'rate_limited',
  unauthorized: 'refused',
  unsupported: 'refused',
  pending: 'refused',
  invalid_request: 'refused',
  unknown_method: 'refused',
  invalid_params: 'refused',
}

/**
 * What the log says of a page's request, or null where it says nothing.
 *
 * @param reason why it failed; null where it was answered
 */
export function noteOfAnswer(
  origin: string,
  { method, params }: { readonly method: string; readonly params?: unknown },
  reason: string | null,
): Note | null {
  if (UNTOLD.includes(method)) return null
  const success = Object.hasOwn(SUCCESS, method) ? SUCCESS[method] : undefined
  // A page makes up names without end: each would be an entry, and push another one out.
  const asked = success ? method : 'other'
  const answered = reason === null ? (success ?? 'given') : (ANSWERED[reason] ?? 'failed')
  return { origin, asked, scopes: scopesOf(params), answered, reason }
}

function scopesOf(params: unknown): Note['scopes'] & object {
  const asked = (params as { scopes?: unknown } | null | undefined)?.scopes
  return Array.isArray(asked) ? SCOPES.filter((scope) => asked.includes(scope)) : []
}
