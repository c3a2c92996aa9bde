import { type Account, DEMO, SECOND } from './accounts.ts'

export interface ListedConnection {
  readonly uri: string
  readonly local?: boolean
  readonly relay?: boolean
}

export interface DemoServer {
  readonly name: string
  /** Its client identifier. */
  readonly machine: string
  readonly version?: string
  /** The number of the account that it belongs to, which need not be one of the demo's. */
  readonly owner: number
  readonly ownerTitle: string
  /** Who sees it beside its owner; without it, everybody. */
  readonly sharedWith?: readonly number[]
  readonly publicAddress: string
  readonly local: string
  readonly presence: boolean
  /** In place of those that follow from the addresses. */
  readonly connections?: readonly ListedConnection[]
}

export const HOME_SERVER: DemoServer = {
  name: 'Demo Living Room',
  machine: '4d2f6a1c9be84e07a3518c60d7f2b945e1086a3c',
  owner: DEMO.id,
  ownerTitle: DEMO.title,
  publicAddress: '203.0.113.20',
  local: '192.168.1.20',
  presence: true,
}

/** A server of the first account's own, and one that somebody shares with it, but not with its Home. */
const SERVERS: readonly DemoServer[] = [
  HOME_SERVER,
  {
    name: 'Demo Cottage',
    machine: 'b7730c5e12fa49d88d6140f3a95c2e1b60f7d824',
    owner: 7_400_009,
    ownerTitle: 'Cottage Owner',
    sharedWith: [DEMO.id, SECOND.id],
    publicAddress: '198.51.100.7',
    local: '10.0.0.7',
    // plex.tv can be wrong about this for a server that is there. docs/PLEX-API.md §5.3
    presence: false,
  },
]

export class ServerStore {
  #servers: readonly DemoServer[] = SERVERS

  get all(): readonly DemoServer[] {
    return this.#servers
  }

  /** Replaces all servers; without a list, the first ones are back. */
  set(servers: readonly DemoServer[] = SERVERS): void {
    this.#servers = servers
  }

  /** Those that the account owns or that are shared with it. */
  of(account: Account): readonly DemoServer[] {
    return this.#servers.filter(
      ({ owner, sharedWith }) =>
        owner === account.id || sharedWith === undefined || sharedWith.includes(account.id),
    )
  }
}
