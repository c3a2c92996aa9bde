import * as v from 'valibot'
import type { Identity } from './identity.ts'
import { Flag, Id, List, readAnswer, readEntries, Text } from './parsing.ts'
import type { Send } from './request.ts'
import type { Token } from './token.ts'

/** Somebody in a Plex Home. Texts are empty where plex.tv has none. */
export interface HomeUser {
  readonly id: string
  readonly uuid: string
  /** Empty for a managed user. */
  readonly username: string
  readonly title: string
  /** Address of a picture. */
  readonly thumb: string
  readonly admin: boolean
  /** Without a sign-in of their own. */
  readonly managed: boolean
  /** Whether switching to them asks for their Home PIN. */
  readonly hasPin: boolean
}

const Entry = v.object({
  id: Id,
  uuid: Text,
  username: Text,
  title: Text,
  thumb: Text,
  admin: Flag,
  restricted: Flag,
  protected: Flag,
})

const Answer = v.object({ users: List })

/** `/{id}/switch` follows. */
export const HOME_USERS = 'https://plex.tv/api/v2/home/users'

/**
 * Who belongs to the Plex Home of this token's account, that account included, in plex.tv's order.
 * docs/PLEX-API.md §5.4
 */
export async function listHomeUsers(
  send: Send,
  identity: Identity,
  token: Token,
): Promise<HomeUser[]> {
  const text = await send({ method: 'GET', url: HOME_USERS, identity, token })
  return readEntries(Entry, readAnswer(Answer, text).users).map(toHomeUser)
}

function toHomeUser(entry: v.InferOutput<typeof Entry>): HomeUser {
  const { restricted, protected: hasPin, ...rest } = entry
  return { ...rest, managed: restricted, hasPin }
}
