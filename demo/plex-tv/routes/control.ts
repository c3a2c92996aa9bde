import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import * as v from 'valibot'
import type { Env } from '../http/context.ts'
import { type Account, DEMO } from '../state/accounts.ts'
import type { FaultRule } from '../state/faults.ts'
import type { Pin } from '../state/pins.ts'
import type { World } from '../state/world.ts'
import { faultRule } from './fault-schema.ts'

const Wanted = v.object({ code: v.string(), account: v.optional(v.number(), DEMO.id) })
const Release = v.object({})

/**
 * The controls, for a test in another process and for the pages' own buttons. A page elsewhere
 * can't use them: they take JSON alone, and no preflight for them is ever answered.
 */
export function controlRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>()
  app.use('/demo/*', jsonOnly)

  app.get('/demo/log', (c) => {
    const since = Number(c.req.query('since') ?? 0)
    return c.json(world.log.entries.filter((entry) => entry.n >= since))
  })
  app.get('/demo/pins', (c) => c.json(world.pins.all.map((pin) => summary(pin, world))))

  app.post('/demo/approve', async (c) => {
    const { code, account } = v.parse(Wanted, await c.req.json())
    return c.json({ approved: approve(world, code, world.accounts.byId(account)) })
  })
  app.post('/demo/decline', async (c) => {
    const { code } = v.parse(Wanted, await c.req.json())
    return c.json({ declined: world.decline(code) })
  })
  // The link form takes four characters and no more. docs/PLEX-API.md §3.2
  app.post('/demo/link', async (c) => {
    const { code, account } = v.parse(Wanted, await c.req.json())
    const short = code.trim().toUpperCase()
    const fits = /^[A-Z0-9]{4}$/.test(short)
    return c.json({ approved: fits && approve(world, short, world.accounts.byId(account)) })
  })

  app.get('/demo/faults', (c) => c.json(world.faults.list()))
  app.post('/demo/faults', async (c) => {
    const rule = v.parse(faultRule, await c.req.json()) as FaultRule
    return c.json({ id: world.faults.set(rule) }, 201)
  })
  app.delete('/demo/faults/:id?', (c) => {
    const id = c.req.param('id')
    world.faults.clear(id === undefined ? undefined : Number(id))
    return c.body(null, 204)
  })
  app.post('/demo/release', async (c) => {
    v.parse(Release, await c.req.json().catch(() => ({})))
    return c.json({ released: world.faults.release() })
  })
  return app
}

const jsonOnly = createMiddleware<Env>(async (c, next) => {
  const isRead = ['GET', 'HEAD', 'DELETE'].includes(c.req.method)
  const isJson = /^application\/json\b/.test(c.req.header('content-type') ?? '')
  if (!isRead && !isJson) return c.json({ error: 'Send application/json' }, 415)
  return next()
})

/** What a click on Allow does; a second one counts only under that fault. */
export function approve(world: World, code: string, account: Account | null): boolean {
  const again = world.faults.take('PUT', '/api/v2/pins/link', 'duplicate-claim').length > 0
  return account !== null && world.claim(code, account, again)
}

const summary = (pin: Pin, world: World) => ({
  id: pin.id,
  code: pin.code,
  strong: pin.strong,
  clientIdentifier: pin.clientIdentifier,
  product: pin.product,
  origin: pin.origin,
  expiresAt: pin.expiresAt,
  alive: world.pins.alive(pin),
  claimed: world.claimed(pin),
  declined: pin.declined,
  shown: pin.shown,
})
