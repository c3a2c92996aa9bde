import { Hono } from 'hono'
import type { Ctx, Env } from '../http/context.ts'
import { serverAt } from '../render/servers.ts'

/** What a media server says of itself to anybody, at each address that plex.tv lists. docs/PLEX-API.md §5.5 */
export function mediaServerRoutes(): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/identity', identity)
  return app
}

function identity(c: Ctx): Response {
  const server = serverAt(c.var.world.servers.all, c.req.header('host') ?? '')
  if (!server) return c.text('Not Found', 404)
  const { machine: machineIdentifier, version = '1.42.2.10156' } = server
  return c.json({ MediaContainer: { size: 0, claimed: true, machineIdentifier, version } })
}
