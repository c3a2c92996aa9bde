import type { Server } from '../plex/servers.ts'
import type { Token } from '../plex/token.ts'
import { ToolFailure } from './tool.ts'

export const FORMS = ['token', 'header', 'environment', 'address'] as const

/** In what form a token is copied; `address`: that of the tool's server, with the token for it. */
export type Form = (typeof FORMS)[number]

/** The text to be copied. It is secret, as the token is. */
export function textOf(form: Exclude<Form, 'address'>, token: Token): string {
  const text = token.reveal()
  if (form === 'header') return `X-Plex-Token: ${text}`
  return form === 'environment' ? `PLEX_TOKEN=${text}` : text
}

/**
 * A server's address by its best connection, with the token that it takes.
 *
 * @param server one of what Plex lists for the tool's own token; docs/PLEX-API.md §5.3
 * @throws ToolFailure where it is gone, or has no address
 */
export function addressOf(server: Server | undefined, token: Token): string {
  // On a shared server the account's tokens are no good.
  const accepted = server?.accessToken ?? (server?.owned ? token : null)
  const best = server?.connections.map(({ uri }) => readUrl(uri)).find((url) => url !== null)
  if (!best || !accepted) throw new ToolFailure('server_gone')
  best.searchParams.set('X-Plex-Token', accepted.reveal())
  return best.href
}

function readUrl(uri: string): URL | null {
  const url = URL.canParse(uri) ? new URL(uri) : null
  return url && /^https?:$/.test(url.protocol) ? url : null
}
