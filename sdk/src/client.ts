import type {
  AccountInfo,
  GrantInfo,
  PageState,
  Scope,
  ServerInfo,
  TokenInfo,
} from '../../lib/page-api/protocol.ts'
import type { Line } from './line.ts'

export interface CallOptions {
  /** Ends the wait; the call rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

export interface AccessOptions extends CallOptions {
  readonly scopes: readonly Scope[]
  /** Shown to the person as your words; 120 characters at most. */
  readonly reason?: string | undefined
}

export interface TokenOptions extends CallOptions {
  /** Has Plex asked whether the token still lives. For after Plex has answered you 401. */
  readonly refresh?: boolean | undefined
}

/** Foyer, for this page. Each call ends: with its answer, a `FoyerError`, or the signal's reason. */
export interface FoyerClient {
  /** How things stand for this site, as Foyer has told last. */
  readonly state: PageState
  /** Asks the person, unless the site has it already. Call it from a click. */
  requestAccess(options: AccessOptions): Promise<GrantInfo>
  /** Needs the scope `token`. */
  getToken(options?: TokenOptions): Promise<TokenInfo>
  /** Needs the scope `account`. */
  getAccount(options?: CallOptions): Promise<AccountInfo>
  /** Needs the scope `servers`. */
  getServers(options?: CallOptions): Promise<readonly ServerInfo[]>
  /** Gives up what the site has. For when the person signs out of your page. */
  release(options?: CallOptions): Promise<void>
  /** `change`: the state is another one, or may be; `detail` is the state. */
  addEventListener(
    type: 'change',
    listener: (event: CustomEvent<PageState>) => void,
    options?: AddEventListenerOptions | boolean,
  ): void
  removeEventListener(
    type: 'change',
    listener: (event: CustomEvent<PageState>) => void,
    options?: EventListenerOptions | boolean,
  ): void
}

// Longer than Foyer's own, which are 15 s, and 3 min while a person decides.
const DEADLINE_MS = 20_000
const DECISION_MS = 200_000

/** @param line one that Foyer has answered on */
export function createClient(line: Line, target: EventTarget): FoyerClient {
  const client = Object.assign(target, {
    requestAccess: ({ scopes, reason, signal }: AccessOptions) =>
      line.ask(
        'access.request',
        { scopes, ...(reason === undefined ? {} : { reason }) },
        DECISION_MS,
        signal,
      ),
    getToken: ({ refresh, signal }: TokenOptions = {}) =>
      line.ask('token.get', refresh ? { refresh } : undefined, DEADLINE_MS, signal),
    getAccount: ({ signal }: CallOptions = {}) =>
      line.ask('account.get', undefined, DEADLINE_MS, signal),
    getServers: ({ signal }: CallOptions = {}) =>
      line.ask('servers.list', undefined, DEADLINE_MS, signal),
    release: async ({ signal }: CallOptions = {}) => {
      await line.ask('access.release', undefined, DEADLINE_MS, signal)
    },
  })
  return Object.defineProperty(client, 'state', { get: () => line.state }) as unknown as FoyerClient
}
