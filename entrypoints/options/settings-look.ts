import type { Look } from '../../lib/ui-api/protocol.ts'

/** What Settings shows of what can be long. */
export type SettingsLook = Required<Pick<Look, 'sites' | 'activity' | 'newTool'>> & {
  readonly account: Required<NonNullable<Look['account']>> | null
}

/** So many rows at first: more than a window shows, and no more than are drawn at once. */
export const PAGE = 20
/** So many more with each "Show more". */
export const MORE = 50

/** The details of an account, as they are opened. */
export function detailsOf(id: string): NonNullable<SettingsLook['account']> {
  return { id, devices: { search: '', limit: PAGE } }
}
