import type { Look } from '../../lib/ui-api/protocol.ts'

/** What Settings shows of what can be long. */
export type SettingsLook = Required<Pick<Look, 'sites' | 'activity'>>

/** So many rows at first, and so many more with each "Show more". */
export const PAGE = 50
