import type { Trouble } from '../linking/state.ts'
import type { FileFault } from '../transfer/file.ts'

/** Why a command failed, for the person. */
export type Failure =
  | Trouble
  | FileFault
  | 'home_pin'
  | 'site_left'
  | 'no_account'
  | 'not_allowed'
  | 'tool_name'
  | 'tool_gone'
  | 'server_gone'
  /** The browser was asked for hosts, and the person said no. */
  | 'no_hosts'
  /** The same, for the sites of a settings file. */
  | 'no_sites'
  /** For a settings file to hold. */
  | 'too_much'
  | 'pin_gone'
  | 'locked'
  | 'passphrase'
  | 'newer'
  /** The browser's storage did not take it. */
  | 'not_stored'
  | 'internal'
