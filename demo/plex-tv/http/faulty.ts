import { setTimeout as sleep } from 'node:timers/promises'
import { TLSSocket } from 'node:tls'
import { createMiddleware } from 'hono/factory'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ERRORS, type PlexError } from '../render/errors.ts'
import { faultOf } from '../render/pin.ts'
import type { FaultRule } from '../state/faults.ts'
import { plexError } from './answer.ts'
import type { Ctx, Env } from './context.ts'

const HTML = '<!doctype html><title>Demo plex.tv</title><h1>Something went wrong</h1>'

/** Carries out the faults that strike this request, before or after the thing is done. */
export const faulty = createMiddleware<Env>(async (c, next) => {
  const { world, entry } = c.var
  if (c.req.path.startsWith('/demo/') || c.req.method === 'OPTIONS') return next()
  const faults = world.faults.take(c.req.method, c.req.path)
  c.set('faults', faults)
  entry.faults.push(...faults.map((fault) => fault.kind))

  const early = await strike(
    c,
    faults.filter((fault) => fault.when !== 'after'),
  )
  if (early) return early
  // The client has gone while its request was held or slow: nothing may be made for it.
  if (entry.aborted) return c.body(null, 503)

  await next()
  const late = await strike(
    c,
    faults.filter((fault) => fault.when === 'after'),
  )
  if (late) c.res = late
  if (faultOf(faults, 'truncated')) await cut(c)
  const skew = faultOf(faults, 'clock-skew')?.skewMs ?? 0
  c.header('Date', new Date(world.now() + skew).toUTCString())
  return undefined
})

async function strike(c: Ctx, faults: readonly FaultRule[]): Promise<Response | null> {
  for (const fault of faults) {
    if (fault.kind === 'slow') await sleep(fault.delayMs)
    if (fault.kind === 'held') await hold(c)
    if (fault.kind === 'dropped') return drop(c)
    if (fault.kind === 'not-json') return c.html(HTML, 200)
    if (fault.kind === 'too-many') return tooMany(c, fault.retryAfter)
    if (fault.kind === 'status') return withStatus(c, fault)
  }
  return null
}

async function hold(c: Ctx): Promise<void> {
  const { world, entry } = c.var
  if (entry.aborted) return
  entry.held = true
  const released = world.faults.hold(entry.n)
  world.log.changed(entry)
  await released
  entry.held = false
}

function drop(c: Ctx): Response {
  const { socket } = c.env.incoming
  // TLS hides the connection's own handle, so there it ends without a reset.
  if (socket instanceof TLSSocket) socket.destroy()
  else socket.resetAndDestroy()
  c.var.world.log.changed(c.var.entry)
  return c.body(null, 503)
}

function tooMany(c: Ctx, retryAfter: number | string | undefined): Response {
  const response = plexError(c, ERRORS.tooMany)
  if (retryAfter !== undefined) response.headers.set('Retry-After', String(retryAfter))
  return response
}

function withStatus(c: Ctx, fault: Extract<FaultRule, { kind: 'status' }>): Response {
  const status = fault.status as ContentfulStatusCode
  if (fault.body === 'html') return c.html(HTML, status)
  if (fault.body === 'none') return c.body(null, status)
  const known = knownError(fault)
  return plexError(c, {
    ...known,
    status: fault.status,
    code: fault.code ?? known?.code ?? 1007,
    message: fault.message ?? known?.message ?? 'Service unavailable',
  })
}

/** The number tells errors of one status apart, so that 404/1020 is worded as it always is. */
function knownError({ status, code }: { status: number; code?: number }): PlexError | undefined {
  const alike: PlexError[] = Object.values(ERRORS).filter((e) => e.status === status)
  return alike.find((e) => e.code === code) ?? alike[0]
}

async function cut(c: Ctx): Promise<void> {
  // A 204 has nothing to cut, and may have no body at all.
  if (c.res.body === null) return
  const text = await c.res.text()
  const headers = new Headers(c.res.headers)
  headers.delete('content-length')
  c.res = new Response(text.slice(0, Math.floor(text.length / 2)), {
    status: c.res.status,
    headers,
  })
}
