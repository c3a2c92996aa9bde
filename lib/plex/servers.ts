import * as v from 'valibot'
import type { Identity } from './identity.ts'
import { Flag, Id, List, readAnswer, readEntries, Text } from './parsing.ts'
import type { Send } from './request.ts'
import { Token } from './token.ts'

export interface Connection {
  readonly uri: string
  readonly local: boolean
  readonly relay: boolean
}

export interface Server {
  readonly name: string
  readonly clientIdentifier: string
  readonly owned: boolean
  /** Who shares it; empty for an own one. */
  readonly owner: string
  readonly version: string
  /** The one to use there: on a shared server the account's own is no good. */
  readonly accessToken: Token | null
  /** Best first: local, then remote, then relay. */
  readonly connections: readonly Connection[]
}

const ConnectionEntry = v.object({
  uri: v.pipe(v.string(), v.nonEmpty()),
  local: Flag,
  relay: Flag,
})

const Entry = v.object({
  name: Text,
  clientIdentifier: Id,
  owned: Flag,
  sourceTitle: Text,
  productVersion: Text,
  provides: Text,
  accessToken: Text,
  connections: v.fallback(List, []),
})

const RESOURCES = 'https://clients.plex.tv/api/v2/resources'

/**
 * The media servers that the account owns or that are shared with it, the nearest first and of
 * equals the owned first. docs/PLEX-API.md §5.3
 */
export async function listServers(send: Send, identity: Identity, token: Token): Promise<Server[]> {
  const query = { includeHttps: '1', includeRelay: '1', includeIPv6: '1' }
  const text = await send({ method: 'GET', url: RESOURCES, identity, token, query })
  return readEntries(Entry, readAnswer(List, text))
    .filter(({ provides }) => provides.split(',').some((part) => part.trim() === 'server'))
    .map(toServer)
    .sort((a, b) => distance(a) - distance(b) || Number(b.owned) - Number(a.owned))
}

function toServer(entry: v.InferOutput<typeof Entry>): Server {
  return {
    name: entry.name,
    clientIdentifier: entry.clientIdentifier,
    owned: entry.owned,
    owner: entry.owned ? '' : entry.sourceTitle,
    version: entry.productVersion,
    accessToken: entry.accessToken ? new Token(entry.accessToken) : null,
    connections: readEntries(ConnectionEntry, entry.connections).sort((a, b) => hops(a) - hops(b)),
  }
}

/** A relay stays the last resort, whatever else is said of it. */
function hops({ local, relay }: Connection): number {
  if (relay) return 2
  return local ? 0 : 1
}

/** That of the best connection; a server without any comes last. */
function distance({ connections: [best] }: Server): number {
  return best ? hops(best) : 3
}
