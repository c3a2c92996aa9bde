import type { Trouble } from '../linking/state.ts'

/** Why a command failed, for the person. */
export type Failure =
  | Trouble
  | 'home_pin'
  | 'site_left'
  | 'no_account'
  | 'not_allowed'
  | 'tool_name'
  | 'tool_gone'
  | 'server_gone'
  /** The browser was asked for hosts, and the person said no. */
  | 'no_hosts'
  | 'pin_gone'
  | 'locked'
  | 'passphrase'
  | 'newer'
  | 'internal'
