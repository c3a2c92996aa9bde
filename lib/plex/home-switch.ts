import * as v from 'valibot'
import { Forbidden, NotFound, PlexError, RateLimited, Unauthorized } from './errors.ts'
import { HOME_USERS } from './home.ts'
import type { Identity } from './identity.ts'
import { readAnswer } from './parsing.ts'
import type { Send } from './request.ts'
import { Token } from './token.ts'
import { type User, UserEntry } from './user.ts'

export interface SwitchedUser {
  readonly user: User
  /** Theirs, for the identifier that asked; an earlier one of the two is dead now. */
  readonly token: Token
}

export type HomeSwitch =
  | ({ readonly kind: 'switched' } & SwitchedUser)
  /** A missing PIN is as wrong as a wrong one. */
  | { readonly kind: 'wrong_pin' }
  /** `retryAfter` is in milliseconds, or null where plex.tv names no delay. */
  | { readonly kind: 'too_many'; readonly retryAfter: number | null }
  /** The Home has no such user, or no longer. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'not_allowed' }
  /** The token that it was asked with is dead. */
  | { readonly kind: 'invalid' }
  /** Says nothing about the user. After a lost answer the older token may be dead all the same. */
  | { readonly kind: 'trouble'; readonly error: PlexError }

export interface HomeSwitchRequest {
  /** The id of a `HomeUser`. */
  readonly userId: string
  /** Goes into the address, where plex.tv wants it: never written down. Null where there is none. */
  readonly pin: string | null
}

const Answer = v.object({
  ...UserEntry.entries,
  authToken: v.pipe(v.string(), v.nonEmpty()),
})

// docs/PLEX-API.md §5.4, §5.6
const PIN_REQUIRED = 1041

/** Makes a token of a Home user's for this identity's client identifier. docs/PLEX-API.md §5.4 */
export const switchHomeUser = (
  send: Send,
  identity: Identity,
  token: Token,
  request: HomeSwitchRequest,
): Promise<HomeSwitch> => switched(ask(send, identity, token, request))

async function ask(
  send: Send,
  identity: Identity,
  token: Token,
  { userId, pin }: HomeSwitchRequest,
): Promise<SwitchedUser> {
  // An address would take these for a way up.
  if (/^\.*$/.test(userId)) throw new NotFound('There is no such Home user')
  const url = `${HOME_USERS}/${encodeURIComponent(userId)}/switch`
  const query = pin === null ? {} : { pin }
  const text = await send({ method: 'POST', url, identity, token, query })
  const { authToken, ...user } = readAnswer(Answer, text)
  return { user, token: new Token(authToken) }
}

/** What became of a switch that may have failed with a PlexError. */
export async function switched(asked: Promise<SwitchedUser>): Promise<HomeSwitch> {
  try {
    return { kind: 'switched', ...(await asked) }
  } catch (error) {
    if (!(error instanceof PlexError)) throw error
    return refusalOf(error)
  }
}

function refusalOf(error: PlexError): HomeSwitch {
  if (error instanceof RateLimited) return { kind: 'too_many', retryAfter: error.retryAfter }
  if (error instanceof NotFound) return { kind: 'gone' }
  if (error instanceof Unauthorized) return { kind: 'invalid' }
  if (error instanceof Forbidden) {
    return { kind: error.code === PIN_REQUIRED ? 'wrong_pin' : 'not_allowed' }
  }
  return { kind: 'trouble', error }
}
