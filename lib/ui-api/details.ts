import type { PlexClient } from '../plex/client.ts'
import type { Device } from '../plex/devices.ts'
import type { Server } from '../plex/servers.ts'
import { type AskingWorld, createAsking } from './asking.ts'
import { createLoader } from './loader.ts'
import type { AccountDetails, HomeUserView, Loaded, Look } from './protocol.ts'

export interface DetailsWorld extends AskingWorld {
  readonly plex: Pick<PlexClient, 'listServers' | 'listDevices'>
}

interface Parts {
  readonly home: readonly HomeUserView[]
  readonly servers: readonly Server[]
  readonly devices: readonly Device[]
}

/** What Plex has of the account that a page looks at. */
export function createDetails(world: DetailsWorld, changed: () => void) {
  const { plex } = world
  const askAs = createAsking(world)
  const loader = createLoader<Parts>(
    {
      home: async () => [],
      servers: (id) => askAs(id, plex.listServers),
      devices: (id) => askAs(id, plex.listDevices),
    },
    changed,
  )

  return {
    look({ id, devices: look }: NonNullable<Look['account']>): AccountDetails {
      const { home, servers, devices } = loader.look(id)
      return {
        accountId: id,
        home,
        servers: shownAs(servers, (list) => list.map(({ accessToken, ...server }) => server)),
        devices: shownAs(devices, (list) => ({
          rows: list.slice(0, look?.limit ?? 0),
          total: list.length,
        })),
      }
    },
    reload: loader.reload,
    keep: loader.keep,
  }
}



function shownAs<A, B>(loaded: Loaded<A>, view: (value: A) => B): Loaded<B> {
  return loaded.state === 'there' ? { state: 'there', value: view(loaded.value) } : loaded
}
