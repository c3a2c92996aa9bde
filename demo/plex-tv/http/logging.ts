import { createMiddleware } from 'hono/factory'
import { redactQuery } from '../state/log.ts'
import type { World } from '../state/world.ts'
import { readAsked } from './asked.ts'
import type { Env } from './context.ts'

/** Writes each request down as it comes in, and its status or its end as it goes out. */
export const logging = (world: World) =>
  createMiddleware<Env>(async (c, next) => {
    // Hono comes here twice for the path "/*", which is how it names what stands before all paths.
    if (c.get('entry')) return next()
    const url = new URL(c.req.url)
    const asked = await readAsked(c.req.raw)
    const entry = world.log.add({
      at: world.now(),
      method: c.req.method,
      host: c.req.header('host') ?? '',
      path: url.pathname,
      query: redactQuery(url.searchParams),
      origin: c.req.header('origin') ?? null,
      clientIdentifier: asked.clientIdentifier,
      product: asked.product,
      tokenIn: asked.tokenIn,
      token: asked.token === null ? null : standing(world, asked.token),
      pinId: null,
      status: 0,
      held: false,
      aborted: false,
      faults: [],
    })
    c.set('world', world)
    c.set('asked', asked)
    c.set('entry', entry)
    c.set('faults', [])
    const { outgoing } = c.env
    outgoing.once('close', () => {
      if (outgoing.writableFinished || entry.faults.includes('dropped')) return
      entry.aborted = true
      entry.held = false
      entry.status = 0
      world.log.changed(entry)
    })
    await next()
    if (entry.aborted || entry.faults.includes('dropped')) return undefined
    entry.status = c.res.status
    world.log.changed(entry)
    return undefined
  })

function standing(world: World, token: string): 'alive' | 'dead' | 'unknown' {
  const state = world.tokenState(token)
  if (state === 'dead' || state === 'unknown') return state
  return state === 'expired' ? 'dead' : 'alive'
}
