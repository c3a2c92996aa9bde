import type { Changed, Request, RequestId, Response } from './protocol.ts'

/** The runtime port's name, before the session's own id. */
export const PORT = 'foyer-page:'

/** The background's word to a bridge whose page may not speak. */
export const REFUSED = 'refused'

/** Bridge to background. `clicked`: the person has just used the page. */
export type Upward =
  | { readonly request: Request; readonly clicked: boolean }
  | { readonly abandoned: RequestId }

/** Background to bridge. */
export type Downward = Response | Changed | typeof REFUSED
