import { Hono } from 'hono'
import * as v from 'valibot'
import type { Ctx, Env } from '../http/context.ts'
import { type Account, DEMO } from '../state/accounts.ts'
import { addDevices } from '../state/many-devices.ts'
import type { DemoServer } from '../state/servers.ts'
import type { World } from '../state/world.ts'

const Rename = v.object({ title: v.pipe(v.string(), v.nonEmpty()) })
const Many = v.object({
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  account: v.optional(v.number(), DEMO.id),
})
const Servers = v.array(
  v.object({
    name: v.string(),
    machine: v.string(),
    version: v.optional(v.string()),
    owner: v.number(),
    ownerTitle: v.string(),
    sharedWith: v.optional(v.array(v.number())),
    publicAddress: v.string(),
    local: v.string(),
    presence: v.boolean(),
    connections: v.optional(
      v.array(
        v.object({
          uri: v.pipe(v.string(), v.url()),
          local: v.optional(v.boolean()),
          relay: v.optional(v.boolean()),
        }),
      ),
    ),
  }),
)

/** The controls of who there is and what they have; JSON alone, as all controls. */
export function controlAccountRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>()
  const withAccount = (c: Ctx, change: (account: Account) => void): Response => {
    const account = world.accounts.byId(Number(c.req.param('id')))
    if (!account) return c.json({ error: 'No such account' }, 404)
    change(account)
    return c.body(null, 204)
  }

  app.get('/demo/accounts', (c) =>
    c.json(world.accounts.all.map(({ id, title }) => ({ id, title }))),
  )
  app.put('/demo/accounts/:id', async (c) => {
    const { title } = v.parse(Rename, await c.req.json())
    return withAccount(c, ({ id }) => world.accounts.rename(id, title))
  })
  app.delete('/demo/accounts/:id', (c) => withAccount(c, (a) => world.removeAccount(a)))
  app.post('/demo/accounts/:id/password', (c) => withAccount(c, (a) => world.changePassword(a)))

  app.post('/demo/devices', async (c) => {
    const { count, account: id } = v.parse(Many, await c.req.json())
    const account = world.accounts.byId(id)
    if (!account) throw new Error('No such account')
    addDevices(world, count, account)
    return c.json({ added: count }, 201)
  })
  app.put('/demo/servers', async (c) => {
    const servers = v.parse(Servers, await c.req.json()) as readonly DemoServer[]
    world.servers.set(servers)
    return c.body(null, 204)
  })
  app.delete('/demo/servers', (c) => {
    world.servers.set()
    return c.body(null, 204)
  })
  return app
}
