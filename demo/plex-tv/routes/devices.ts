import { Hono } from 'hono'
import { answer, fail, sendXml } from '../http/answer.ts'
import { type Ctx, callerOf, type Env } from '../http/context.ts'
import { isoSeconds } from '../render/pin.ts'
import { toXml, type Value } from '../render/xml.ts'
import type { Device } from '../state/devices.ts'

/** docs/PLEX-API.md §5.2 */
export function deviceRoutes(): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/devices.xml', list)
  for (const path of ['/devices.json', '/api/v2/devices']) app.get(path, listNew)
  app.delete('/devices/:id{[^/]+\\.xml}', remove)
  return app
}

const seconds = (ms: number): number => Math.floor(ms / 1000)

const shape = (device: Device): { [key: string]: Value } => ({
  name: device.about.deviceName || device.about.product,
  publicAddress: '203.0.113.20',
  product: device.about.product,
  productVersion: device.about.version,
  platform: device.about.platform,
  platformVersion: device.about.platformVersion,
  device: device.about.device,
  model: device.about.model,
  vendor: device.about.vendor,
  provides: '',
  clientIdentifier: device.clientIdentifier,
  version: device.about.version,
  id: device.id,
  token: device.token,
})

function list(c: Ctx): Response {
  const caller = callerOf(c)
  if (typeof caller === 'string') return fail(c, caller)
  const devices = c.var.world.devices.ofAccount(caller.account.id).map((device) => ({
    ...shape(device),
    createdAt: seconds(device.createdAt),
    lastSeenAt: seconds(device.lastSeenAt),
  }))
  const value = { publicAddress: '203.0.113.20', Device: devices }
  return sendXml(c, toXml('MediaContainer', value))
}

/** The same of today's API, as JSON or XML like its neighbours. */
function listNew(c: Ctx): Response {
  const caller = callerOf(c)
  if (typeof caller === 'string') return fail(c, caller)
  const devices = c.var.world.devices.ofAccount(caller.account.id).map((device) => ({
    ...shape(device),
    createdAt: isoSeconds(device.createdAt),
    lastSeenAt: isoSeconds(device.lastSeenAt),
  }))
  return answer(c, { root: 'devices', value: devices })
}

/** The number, not the client identifier; only the account's own. */
function remove(c: Ctx): Response {
  const { world } = c.var
  const caller = callerOf(c)
  if (typeof caller === 'string') return fail(c, caller)
  const device = world.devices.byId(Number((c.req.param('id') ?? '').replace(/\.xml$/, '')))
  if (device?.accountId !== caller.account.id || !device) return fail(c, 'notFound')
  world.removeDevice(device)
  return c.body(null, 204)
}
