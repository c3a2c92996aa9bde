import { plexTvApp } from './app.ts'
import { certificate } from './certificate.ts'
import { listen } from './listen.ts'
import { localHost } from './render/servers.ts'
import { approve } from './routes/control.ts'
import { type Account, DEMO } from './state/accounts.ts'
import type { FaultStore } from './state/faults.ts'
import type { LogEntry } from './state/log.ts'
import { addDevices } from './state/many-devices.ts'
import type { About, Pin } from './state/pins.ts'
import type { ServerStore } from './state/servers.ts'
import { World } from './state/world.ts'

export { type Account, KID, MANAGED, MEMBER, SECOND } from './state/accounts.ts'
export type { Fault, FaultKind, FaultRule } from './state/faults.ts'
export type { LocationPreset } from './state/locations.ts'
export type { LogEntry } from './state/log.ts'
export type { Pin } from './state/pins.ts'
export type { DemoServer, ListedConnection } from './state/servers.ts'

export interface PlexTvOptions {
  /** The http port; 0, the default, takes a free one. */
  port?: number
  /** The TLS port; 0, the default, takes a free one. */
  tlsPort?: number
  /** How long a PIN lives once it is claimed. Default 30 000 ms. docs/PLEX-API.md §2.4 */
  claimedPinLifetimeMs?: number
  /**
   * More polls than that of one PIN within a second are 429/1003. Default 2: nobody who keeps to
   * one a second ever meets it. docs/PLEX-API.md §2.5
   */
  pollsPerSecond?: number
  /**
   * More switches than that to users of a Home, asked for by one account within a minute, are
   * 429/1003. Default 10. docs/PLEX-API.md §5.4
   */
  switchesPerMinute?: number
  /** The clock, in milliseconds since 1970. Default `Date.now`. */
  now?: () => number
}

export interface PlexTv {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly port: number
  /** `https://127.0.0.1:TLSPORT`, with a certificate for plex.tv and its two sub-domains. */
  readonly tlsUrl: string
  readonly tlsPort: number
  /** The certificate as PEM, for a client that can be told to trust it. */
  readonly cert: string
  /** The account that is signed in from the start and that approves by default. */
  readonly account: Account
  /** The token of the device that is signed in from the start, in the clear. */
  readonly token: string
  readonly clientIdentifier: string
  /** Every request but those under `/demo/`, in order of arrival, live; never a token. */
  readonly log: readonly LogEntry[]
  /** What can be made to go wrong: `set(rule)` → number, `clear(number?)`, `release()`, `list()`. */
  readonly faults: FaultStore
  /** What `/api/v2/resources` draws on: `set(list)`, `set()` for the first ones again, `all`. */
  readonly servers: ServerStore
  /** `host:port` of a media server's address. It answers at `tlsPort`, if a browser is led there. */
  readonly mediaServer: string
  /** Who there is now, in the order of the sign-in page. */
  accounts(): readonly Account[]
  /** Gives an account another name on screen, such as that of another account. */
  rename(account: Account, title: string): void
  /** Ends every token of the account, as a new password does; the devices stay listed. */
  changePassword(account?: Account): void
  /** Ends the account, or the Home user: tokens, devices, its place in the Home. */
  removeAccount(account: Account): void
  /** Adds so many devices to the account, each with a living token. */
  addDevices(count: number, account?: Account): void
  /** The tokens that live for a client identifier, in the clear, one for each account. */
  tokensOf(
    clientIdentifier: string,
  ): readonly { readonly accountId: number; readonly token: string }[]
  /** A token for a device of the account, as a sign-in that is over has left it. */
  authorise(clientIdentifier: string, about: Partial<About>, account?: Account): string
  /** All PINs ever made, newest last. */
  pins(): readonly Pin[]
  /**
   * What a person's click on Allow does, for strong and short codes alike. Throws for a code that
   * is unknown, has run out, or was claimed before.
   */
  approve(code: string, account?: Account): void
  /** What a click on "Not now" does: nothing that a poll could see. Throws as `approve` does. */
  decline(code: string): void
  /** The account's Authorized Devices, oldest first. */
  devices(
    account?: Account,
  ): readonly { readonly clientIdentifier: string; readonly product: string }[]
  /** Whether `/api/v2/user` would take this token now. */
  tokenIsAlive(token: string): boolean
  /**
   * The first request, past or to come, that meets the predicate once it was answered, held,
   * dropped or given up; so `status` is there. Rejects after `timeoutMs`, 5000 by default.
   */
  waitFor(predicate: (entry: LogEntry) => boolean, timeoutMs?: number): Promise<LogEntry>
  /** Stops both servers and drops what is still open. */
  close(): Promise<void>
}

const IDENTIFIER = 'demo-plex-tv-first-device'

const ABOUT = {
  product: 'Demo player',
  version: '1.0',
  platform: 'Linux',
  platformVersion: '13',
  device: 'Linux',
  deviceName: 'First demo device',
  vendor: '',
  model: '',
}

/**
 * Starts a plex.tv to try things against, on 127.0.0.1, over http and TLS at once: its facts are
 * those of docs/PLEX-API.md §11. Rejects when a port is taken.
 */
export async function startPlexTv(options: PlexTvOptions = {}): Promise<PlexTv> {
  const world = new World({
    now: options.now ?? Date.now,
    claimedPinLifetimeMs: options.claimedPinLifetimeMs ?? 30_000,
    pollsPerSecond: options.pollsPerSecond ?? 2,
    switchesPerMinute: options.switchesPerMinute ?? 10,
  })
  const token = world.devices.authorise(DEMO.id, IDENTIFIER, ABOUT)
  const app = plexTvApp(world)
  const tls = await certificate()
  const plain = await listen(app, options.port ?? 0, null)
  const secure = await listen(app, options.tlsPort ?? 0, tls).catch(async (error) => {
    await plain.close()
    throw error
  })

  return {
    url: `http://127.0.0.1:${plain.port}`,
    port: plain.port,
    tlsUrl: `https://127.0.0.1:${secure.port}`,
    tlsPort: secure.port,
    cert: tls.cert,
    account: DEMO,
    token,
    clientIdentifier: IDENTIFIER,
    log: world.log.entries,
    faults: world.faults,
    servers: world.servers,
    mediaServer: localHost(),
    accounts: () => world.accounts.all,
    rename: ({ id }, title) => world.accounts.rename(id, title),
    changePassword: (account = DEMO) => world.changePassword(account),
    removeAccount: (account) => world.removeAccount(account),
    addDevices: (count, account = DEMO) => addDevices(world, count, account),
    tokensOf: (clientIdentifier) => world.devices.living(clientIdentifier),
    authorise: (clientIdentifier, about, account = DEMO) =>
      world.devices.authorise(account.id, clientIdentifier, { ...ABOUT, ...about }),
    pins: () => world.pins.all,
    approve: (code, account = DEMO) => {
      if (!approve(world, code, world.accounts.byId(account.id)))
        throw new Error(`No PIN "${code}" to approve`)
    },
    decline: (code) => {
      if (!world.decline(code)) throw new Error(`No PIN "${code}" to decline`)
    },
    devices: (account = DEMO) =>
      world.devices.ofAccount(account.id).map(({ clientIdentifier, about: { product } }) => ({
        clientIdentifier,
        product,
      })),
    tokenIsAlive: (candidate) => typeof world.tokenState(candidate) === 'object',
    waitFor: (predicate, timeoutMs = 5000) => world.log.waitFor(predicate, timeoutMs),
    close: async () => {
      await Promise.all([plain.close(), secure.close()])
      // After the connections are gone, so that what was held makes nothing any more.
      world.faults.release()
    },
  }
}
