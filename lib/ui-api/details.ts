import { type AskingWorld, createAsking } from '../accounts/asking.ts'
import { type KnownDevice, search, type TellWhose } from '../devices/whose.ts'
import type { PlexClient } from '../plex/client.ts'
import type { Device } from '../plex/devices.ts'
import type { HomeUser } from '../plex/home.ts'
import type { Server } from '../plex/servers.ts'
import type { Checks } from '../servers/checks.ts'
import { cleaned } from './cleaned.ts'
import { createLoader } from './loader.ts'
import type {
  AccountDetails,
  CheckedServerView,
  DeviceView,
  HomeUserView,
  Loaded,
  Look,
  NewToolView,
  ServerView,
} from './protocol.ts'

export interface DetailsWorld extends AskingWorld {
  readonly plex: Pick<PlexClient, 'listHomeUsers' | 'listServers' | 'listDevices'>
  readonly checks: Pick<Checks, 'of'>
  readonly whose: TellWhose
}

interface Parts {
  readonly home: readonly HomeUser[]
  readonly servers: readonly Server[]
  readonly devices: readonly Device[]
}

/** What Plex has of the account that a page looks at. */
export function createDetails(world: DetailsWorld, changed: () => void) {
  const { plex, checks, whose } = world
  const askAs = createAsking(world)
  const loader = createLoader<Parts>(
    {
      home: (id) => askAs(id, plex.listHomeUsers),
      servers: (id) => askAs(id, plex.listServers),
      devices: (id) => askAs(id, plex.listDevices),
    },
    changed,
  )

  function checked(server: ServerView): CheckedServerView {
    const found = checks.of(server.clientIdentifier)
    const connections = server.connections.map((it) => ({
      ...it,
      check: found.get(it.uri) ?? null,
    }))
    return { ...server, connections }
  }

  async function foundIn(
    accountId: string,
    devices: Loaded<readonly Device[]>,
    { search: text, limit }: { readonly search: string; readonly limit: number },
  ): Promise<AccountDetails['devices']> {
    if (devices.state !== 'there') return devices
    const known = await whose(accountId, devices.value)
    const found = search(known, text)
    const rows = found.slice(0, limit).map(deviceView)
    return { state: 'there', value: { rows, total: found.length, count: known.length } }
  }

  return {
    async look({ id, devices: look }: NonNullable<Look['account']>): Promise<AccountDetails> {
      const { home, servers, devices } = loader.look(id, ['home', 'servers', 'devices'])
      return {
        accountId: id,
        home: shownAs(home, (users) => users.map(homeUserView)),
        servers: shownAs(servers, (list) => serverViews(list).map(checked)),
        devices: await foundIn(id, devices, look ?? { search: '', limit: 0 }),
      }
    },
    /** What a new tool can be made for. */
    lookForTool({ accountId }: NonNullable<Look['newTool']>): NewToolView {
      const { servers } = loader.look(accountId, ['servers'])
      return { accountId, servers: shownAs(servers, serverViews) }
    },
    reload: loader.reload,
    keep: loader.keep,
  }
}

function serverViews(servers: readonly Server[]): ServerView[] {
  return servers.map(({ accessToken, name, owner, version, ...server }) => ({
    ...server,
    name: cleaned(name),
    owner: cleaned(owner),
    version: cleaned(version),
  }))
}

function shownAs<A, B>(loaded: Loaded<A>, view: (value: A) => B): Loaded<B> {
  return loaded.state === 'there' ? { state: 'there', value: view(loaded.value) } : loaded
}

/** The names are whatever somebody called their device. */
function deviceView(known: KnownDevice): DeviceView {
  const { clientIdentifier, createdAt, name, product, platform, whose, ...device } = known
  return {
    ...device,
    name: cleaned(name),
    product: cleaned(product),
    platform: cleaned(platform),
    whose: { ...whose, name: cleaned(whose.name) },
  }
}

function homeUserView({ id, title, username, hasPin, managed }: HomeUser): HomeUserView {
  return { id, name: title || username, hasPin, isManaged: managed }
}
