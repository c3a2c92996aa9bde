import type { Caller } from '../state/world.ts'
import { fail } from './answer.ts'
import { type Ctx, callerOf } from './context.ts'

export type Handler = (c: Ctx, caller: Caller) => Response

/** For routes that need a living token. docs/PLEX-API.md §5.1 */
export const withCaller = (handler: Handler) => (c: Ctx) => {
  const caller = callerOf(c)
  return typeof caller === 'string' ? fail(c, caller) : handler(c, caller)
}
