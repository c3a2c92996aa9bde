import { createMiddleware } from 'hono/factory'
import { fail } from './answer.ts'
import type { Env } from './context.ts'

/**
 * Routes of
 * docs/PLEX-API.md §1, §2, §4 and §5.3 answer 400/1000 to a caller that does not say who it is.
 */
export const identified = createMiddleware<Env>(async (c, next) => {
  if (c.var.asked.clientIdentifier === null) return fail(c, 'noIdentifier')
  return next()
})
