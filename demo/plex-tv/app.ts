import { Hono } from 'hono'
import { fail } from './http/answer.ts'
import type { Env } from './http/context.ts'
import { cors } from './http/cors.ts'
import { faulty } from './http/faulty.ts'
import { logging } from './http/logging.ts'
import { accountRoutes } from './routes/account.ts'
import { controlRoutes } from './routes/control.ts'
import { controlAccountRoutes } from './routes/control-accounts.ts'
import { deviceRoutes } from './routes/devices.ts'
import { homeRoutes } from './routes/home.ts'
import { keyRoutes } from './routes/keys.ts'
import { mediaServerRoutes } from './routes/media-server.ts'
import { assetRoutes, pageRoutes } from './routes/pages.ts'
import { pinRoutes } from './routes/pins.ts'
import type { World } from './state/world.ts'

/** One app for plex.tv, clients.plex.tv, app.plex.tv and the media servers: the paths never meet. */
export function plexTvApp(world: World): Hono<Env> {
  const app = new Hono<Env>()
  // The controls and the pages' own files come first, so that they are neither logged nor faulty.
  app.route('/', assetRoutes())
  app.route('/', controlRoutes(world))
  app.route('/', controlAccountRoutes(world))
  app.use(logging(world), cors, faulty)

  const api = [
    pinRoutes(),
    accountRoutes(),
    homeRoutes(),
    deviceRoutes(),
    keyRoutes(),
    pageRoutes(),
    mediaServerRoutes(),
  ]
  for (const routes of api) app.route('/', routes)
  // The path is known, so it was the method that was wrong. docs/PLEX-API.md §5.6
  for (const path of new Set(api.flatMap(({ routes }) => routes.map((route) => route.path)))) {
    app.all(path, (c) => fail(c, 'method'))
  }

  app.notFound((c) => {
    return c.req.path.startsWith('/demo/')
      ? c.json({ error: 'Not found' }, 404)
      : fail(c, 'notFound')
  })
  app.onError((error, c) => {
    const isControl = c.req.path.startsWith('/demo/')
    return isControl ? c.json({ error: error.message }, 400) : fail(c, 'internal')
  })
  return app
}
