import type { Changed, Request, RequestId, Response } from './protocol.ts'

/** The runtime port's name, before the session's own id. */
export const PORT = 'foyer-page:'

/** The background's word to a bridge whose page may not speak. */
export const REFUSED = 'refused'

/** How many requests the bridge itself refused for being too many, by method. */
export type Surplus = readonly (readonly [method: string, count: number])[]

/** Bridge to background. `clicked`: the person has just used the page. */
export type Upward =
  | { readonly request: Request; readonly clicked: boolean }
  | { readonly abandoned: RequestId }
  | { readonly surplus: Surplus }

/** Background to bridge. */
export type Downward = Response | Changed | typeof REFUSED
