import { createMiddleware } from 'hono/factory'
import { faultOf } from '../render/pin.ts'
import { ANY_API } from '../state/faults.ts'
import type { Env } from './context.ts'

const METHODS = 'GET, POST, PUT, DELETE, HEAD, OPTIONS'

/**
 * Any origin may read a good answer. An error carries no CORS header, which a page sees as a
 * failed request: that is how such reports read. docs/PLEX-API.md §9
 */
export const cors = createMiddleware<Env>(async (c, next) => {
  const origin = c.req.header('origin')
  if (origin === undefined || !ANY_API.test(c.req.path)) return next()

  if (c.req.method === 'OPTIONS') {
    const method = c.req.header('access-control-request-method') ?? 'GET'
    const off = faultOf(c.var.world.faults.peek(method, c.req.path), 'cors-off')
    if (off) return c.body(null, 204)
    return c.body(null, 204, {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': METHODS,
      'Access-Control-Allow-Headers': c.req.header('access-control-request-headers') ?? '',
      'Access-Control-Max-Age': '86400',
      Vary: 'Origin',
    })
  }

  await next()
  const { faults } = c.var
  const open = c.res.status < 400 || faultOf(faults, 'cors-on-errors')
  if (open && !faultOf(faults, 'cors-off')) {
    c.header('Access-Control-Allow-Origin', origin)
    c.header('Vary', 'Origin')
  }
})
