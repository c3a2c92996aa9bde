import * as v from 'valibot'
import type { Identity } from './identity.ts'
import { Id, readAnswer, Text } from './parsing.ts'
import type { Send } from './request.ts'
import type { Token } from './token.ts'

/** Texts are empty where plex.tv has none: a managed Home user has neither username nor e-mail. */
export interface User {
  readonly id: string
  readonly uuid: string
  readonly username: string
  readonly title: string
  readonly email: string
  /** Address of a picture. */
  readonly thumb: string
}

/** The members that make a user, in whatever answer. */
export const UserEntry = v.object({
  id: Id,
  uuid: Text,
  username: Text,
  title: Text,
  email: Text,
  thumb: Text,
})

const API = 'https://plex.tv/api/v2'

/**
 * Whose token this is. docs/PLEX-API.md §5.1
 *
 * @throws Unauthorized where the token is dead; every other failure says nothing about it
 */
export async function getUser(send: Send, identity: Identity, token: Token): Promise<User> {
  return readAnswer(UserEntry, await send({ method: 'GET', url: `${API}/user`, identity, token }))
}

/** Ends a token at Plex. docs/PLEX-API.md §5.2 @throws Unauthorized where it was dead already */
export async function signOut(send: Send, identity: Identity, token: Token): Promise<void> {
  await send({ method: 'DELETE', url: `${API}/users/signout`, identity, token })
}
