import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { Env } from '../http/context.ts'
import { authBody, homeBody, linkBody } from '../pages/bodies.ts'
import { layout } from '../pages/layout.ts'

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const asset = (name: string): string =>
  readFileSync(new URL(`../pages/assets/${name}`, import.meta.url), 'utf8')

const ASSETS: Readonly<Record<string, [string, string]>> = {
  'style.css': ['text/css', asset('style.css')],
  'auth.js': ['text/javascript', asset('auth.js')],
  'link.js': ['text/javascript', asset('link.js')],
  'show.js': ['text/javascript', asset('show.js')],
}

/** Plex's pages can't be framed, and have no opener. docs/PLEX-API.md §9 */
const guarded = createMiddleware<Env>(async (c, next) => {
  await next()
  c.header('X-Frame-Options', 'DENY')
  c.header('Cross-Origin-Opener-Policy', 'same-origin')
  c.header('Content-Security-Policy', CSP)
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Cache-Control', 'no-store')
})

export function pageRoutes(): Hono<Env> {
  const app = new Hono<Env>()
  for (const path of ['/auth', '/auth/']) {
    app.get(path, guarded, (c) =>
      c.html(
        layout({ title: 'Sign in', body: authBody(c.var.world.accounts.all), script: 'auth' }),
      ),
    )
  }
  for (const path of ['/link', '/link/']) {
    app.get(path, guarded, (c) =>
      c.html(
        layout({
          title: 'Link a device',
          body: linkBody(c.var.world.accounts.all),
          script: 'link',
        }),
      ),
    )
  }
  app.get('/pin', (c) => c.redirect('/link'))
  app.get('/', guarded, (c) => c.html(layout({ title: 'Home', body: homeBody })))
  return app
}

export function assetRoutes(): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/demo/assets/:name', (c) => {
    const [type, text] = ASSETS[c.req.param('name')] ?? []
    if (type === undefined || text === undefined) return c.notFound()
    return c.body(text, 200, { 'Content-Type': `${type}; charset=utf-8` })
  })
  return app
}
