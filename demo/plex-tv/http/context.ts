import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { FaultRule } from '../state/faults.ts'
import type { LogEntry } from '../state/log.ts'
import type { Caller, World } from '../state/world.ts'
import type { Asked } from './asked.ts'

export interface Env {
  Bindings: HttpBindings
  Variables: { world: World; asked: Asked; entry: LogEntry; faults: FaultRule[] }
}

export type Ctx = Context<Env>

/** Who asks, or why plex.tv would not say. docs/PLEX-API.md §5.1, §6.5 */
export function callerOf(c: Ctx): Caller | 'unauthorised' | 'jwtExpired' {
  const { token } = c.var.asked
  if (token === null) return 'unauthorised'
  const state = c.var.world.tokenState(token)
  if (state === 'expired') return 'jwtExpired'
  if (state === 'dead' || state === 'unknown') return 'unauthorised'
  state.device.lastSeenAt = c.var.world.now()
  return state
}
