import type { Identity } from './identity.ts'
import type { Send } from './request.ts'
import type { Token } from './token.ts'

const LINK = 'https://plex.tv/api/v2/pins/link'

/**
 * Claims a PIN, of either kind, for the account of this token: whoever made the PIN then finds a
 * token of their own in it, and an older one of theirs dies. The identity is ours, not theirs.
 *
 * docs/PLEX-API.md §4, §5.2
 *
 * @throws NotFound where the code is unknown, has expired or was claimed before
 * @throws Forbidden where the account may not, such as a managed user
 */
export async function linkPin(
  send: Send,
  identity: Identity,
  token: Token,
  code: string,
): Promise<void> {
  await send({ method: 'PUT', url: LINK, identity, token, form: { code } })
}
