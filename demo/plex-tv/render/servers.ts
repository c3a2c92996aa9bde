import { createHash } from 'node:crypto'
import { type Account, DEMO } from '../state/accounts.ts'
import { type DemoServer, HOME_SERVER, type ListedConnection } from '../state/servers.ts'
import { isoSeconds } from './pin.ts'
import type { Value } from './xml.ts'

export interface ResourceOptions {
  https: boolean
  relay: boolean
  ipv6: boolean
}

const dashes = (ip: string): string => ip.replace(/[.:]+/g, '-')

function connection(
  server: DemoServer,
  ip: string,
  kind: 'local' | 'remote' | 'relay',
  tls: boolean,
) {
  const port = kind === 'relay' ? 8443 : 32400
  const host = `${dashes(ip)}.${server.machine.slice(0, 32)}.plex.direct`
  const bare = ip.includes(':') ? `[${ip}]` : ip
  return {
    protocol: tls ? 'https' : 'http',
    address: ip,
    port,
    uri: tls ? `https://${host}:${port}` : `http://${bare}:${port}`,
    local: kind === 'local',
    relay: kind === 'relay',
    IPv6: ip.includes(':'),
  }
}

/** One that a test named by its address. */
function listed({ uri, local = false, relay = false }: ListedConnection) {
  const { protocol, hostname, port } = new URL(uri)
  const address = hostname.replace(/^\[|\]$/g, '')
  return {
    protocol: protocol.replace(':', ''),
    address,
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
    uri,
    local,
    relay,
    IPv6: address.includes(':'),
  }
}

function connections(server: DemoServer, { https, relay, ipv6 }: ResourceOptions) {
  if (server.connections) return server.connections.map(listed)
  return [
    connection(server, server.local, 'local', https),
    connection(server, server.publicAddress, 'remote', https),
    ...(ipv6 ? [connection(server, '2001:db8::20', 'remote', https)] : []),
    ...(relay ? [connection(server, '192.0.2.44', 'relay', true)] : []),
  ]
}

/** Where the first account's server is at home: `host:port`. */
export function localHost(): string {
  return new URL(connection(HOME_SERVER, HOME_SERVER.local, 'local', true).uri).host
}

/** The server that plex.tv lists under an address. @param host as in the header: a name, with a port unless it is usual */
export function serverAt(servers: readonly DemoServer[], host: string): DemoServer | undefined {
  const all = { relay: true, ipv6: true }
  return servers.find((server) =>
    [true, false]
      .flatMap((https) => connections(server, { ...all, https }))
      .some(({ uri }) => new URL(uri).host === host),
  )
}

/**
 * Stable for the pair, and never the account's token: that one is no good there.
 * docs/PLEX-API.md §5.3
 */
const sharedToken = (account: Account, server: DemoServer): string =>
  createHash('sha256').update(`${account.uuid}:${server.machine}`).digest('base64url').slice(0, 20)

/**
 * The list is one of devices, so players are in it too; that they have neither token nor addresses
 * is a guess. docs/PLEX-API.md §5.3
 */
const player = (account: Account): Value => ({
  name: 'Demo Television',
  product: 'Demo player',
  productVersion: '1.0',
  platform: 'Linux',
  platformVersion: '13',
  device: 'TV',
  clientIdentifier: `demo-television-${account.id}`,
  provides: 'client,player,pubsub-player',
  ownerId: null,
  sourceTitle: null,
  publicAddress: '203.0.113.20',
  accessToken: null,
  searchEnabled: false,
  createdAt: isoSeconds(account.joinedAt * 1000),
  lastSeenAt: isoSeconds(account.joinedAt * 1000 + 86_400_000),
  owned: true,
  home: false,
  synced: false,
  relay: false,
  presence: true,
  httpsRequired: false,
  publicAddressMatches: true,
  dnsRebindingProtection: false,
  natLoopbackSupported: false,
  connections: [],
})

/** What the account is shown of these servers, and a player. docs/PLEX-API.md §5.3 */
export function resources(
  account: Account,
  token: string,
  visible: readonly DemoServer[],
  options: ResourceOptions,
): Value[] {
  const servers = visible.map((server) => {
    const owned = server.owner === account.id
    return {
      name: server.name,
      product: 'Plex Media Server',
      productVersion: server.version ?? '1.42.2.10156',
      platform: 'Linux',
      platformVersion: '13',
      device: 'PC',
      clientIdentifier: server.machine,
      provides: 'server',
      ownerId: owned ? null : server.owner,
      sourceTitle: owned ? null : server.ownerTitle,
      publicAddress: server.publicAddress,
      accessToken: owned ? token : sharedToken(account, server),
      searchEnabled: true,
      createdAt: isoSeconds(account.joinedAt * 1000),
      lastSeenAt: isoSeconds(account.joinedAt * 1000 + 86_400_000),
      owned,
      home: account.home === 1 && server.owner === DEMO.id,
      synced: false,
      relay: true,
      presence: server.presence,
      httpsRequired: false,
      publicAddressMatches: true,
      dnsRebindingProtection: false,
      natLoopbackSupported: false,
      connections: connections(server, options),
    }
  })
  return [...servers, player(account)]
}
