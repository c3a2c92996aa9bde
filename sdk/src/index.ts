export type {
  AccountInfo,
  GrantInfo,
  PageState,
  Scope,
  ServerInfo,
  TokenInfo,
} from '../../lib/page-api/protocol.ts'
export type { AccessOptions, CallOptions, FoyerClient, TokenOptions } from './client.ts'
export { type ConnectOptions, connect } from './connect.ts'
export { FoyerError, type Reason } from './error.ts'
