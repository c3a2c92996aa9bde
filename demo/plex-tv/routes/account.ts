import { Hono } from 'hono'
import { answer, fail, sendJson, sendXml, wantsJson } from '../http/answer.ts'
import { type Ctx, callerOf, type Env } from '../http/context.ts'
import { identified } from '../http/limits.ts'
import { resources } from '../render/servers.ts'
import { homeMember, userObject } from '../render/user.ts'
import { toXml } from '../render/xml.ts'
import { ACCOUNTS, homeOf } from '../state/accounts.ts'
import type { Caller } from '../state/world.ts'

type Handler = (c: Ctx, caller: Caller) => Response

const withCaller = (handler: Handler) => (c: Ctx) => {
  const caller = callerOf(c)
  return typeof caller === 'string' ? fail(c, caller) : handler(c, caller)
}

export function accountRoutes(): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/api/v2/user', withCaller(user))
  app.get('/api/v2/ping', withCaller(ping))
  app.delete('/api/v2/users/signout', withCaller(signOut))
  app.get('/api/v2/resources', identified, withCaller(listResources))
  app.get('/api/v2/home/users', withCaller(homeUsers))
  app.post('/api/v2/home/users/:id/switch', identified, withCaller(switchUser))
  for (const path of ['/users/account', '/users/account.json', '/users/account.xml']) {
    app.get(path, withCaller(oldAccount))
  }
  app.get('/users/:uuid/avatar', avatar)
  return app
}

/** docs/PLEX-API.md §5.1 */
const user: Handler = (c, { account, token }) =>
  answer(c, { root: 'user', value: userObject(account, token, c.var.world.now()) })

/** JSON `{"pong":true}`, XML text `1`. docs/PLEX-API.md §5.2 */
const ping: Handler = (c) =>
  wantsJson(c) ? sendJson(c, '{"pong":true}') : sendXml(c, toXml('pong', 1))

const signOut: Handler = (c, caller) => {
  c.var.world.signOut(caller)
  return c.body(null, 204)
}

/** docs/PLEX-API.md §5.3 */
const listResources: Handler = (c, { account, token }) => {
  const { asked } = c.var
  const value = resources(account, token, {
    https: asked.flag('includeHttps'),
    relay: asked.flag('includeRelay'),
    ipv6: asked.flag('includeIPv6'),
  })
  return answer(c, { root: 'resources', value })
}

/** The old answer wraps the user in JSON only. docs/PLEX-API.md §5.2 */
const oldAccount: Handler = (c, { account, token }) => {
  const value = userObject(account, token, c.var.world.now())
  return answer(c, { root: 'user', value, json: JSON.stringify({ user: value }) })
}

/** docs/PLEX-API.md §5.4 */
const homeUsers: Handler = (c, { account }) =>
  answer(c, {
    root: 'home',
    value: {
      id: account.home,
      name: 'Demo Home',
      guestEnabled: false,
      users: homeOf(account).map(homeMember),
    },
  })

const switchUser: Handler = (c, caller) => {
  const { world, asked } = c.var
  const identifier = asked.clientIdentifier ?? ''
  const pin = asked.field('pin') ?? ''
  const member = world.switchUser(caller, c.req.param('id') ?? '', identifier, asked.about, pin)
  if (member === 'unknown') return fail(c, 'notFound')
  if (member === 'pin') return fail(c, 'homePin')
  return answer(c, {
    root: 'user',
    value: userObject(member.account, member.token, world.now()),
    status: 201,
  })
}

const avatar = (c: Ctx): Response => {
  const account = ACCOUNTS.find((a) => a.uuid === c.req.param('uuid'))
  if (!account) return fail(c, 'notFound')
  const initial = account.title.charAt(0)
  const hue = account.id % 360
  return c.body(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="hsl(${hue} 45% 42%)"/><text x="32" y="43" font-family="sans-serif" font-size="32" text-anchor="middle" fill="#fff">${initial}</text></svg>`,
    200,
    { 'Content-Type': 'image/svg+xml' },
  )
}
