import { Hono } from 'hono'
import { answer, fail, sendJson, sendXml, wantsJson } from '../http/answer.ts'
import type { Ctx, Env } from '../http/context.ts'
import { identified } from '../http/limits.ts'
import { type Handler, withCaller } from '../http/with-caller.ts'
import { resources } from '../render/servers.ts'
import { userObject } from '../render/user.ts'
import { toXml } from '../render/xml.ts'
import type { Account } from '../state/accounts.ts'

export function accountRoutes(): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/api/v2/user', withCaller(user))
  app.get('/api/v2/ping', withCaller(ping))
  app.delete('/api/v2/users/signout', withCaller(signOut))
  app.get('/api/v2/resources', identified, withCaller(listResources))
  for (const path of ['/users/account', '/users/account.json', '/users/account.xml']) {
    app.get(path, withCaller(oldAccount))
  }
  app.get('/users/:uuid/avatar', avatar)
  return app
}

/** The user as this token's owner sees it. */
export function shown(c: Ctx, account: Account, token: string) {
  const { world } = c.var
  return userObject(account, token, {
    now: world.now(),
    homeSize: world.accounts.homeOf(account).length,
  })
}

/** docs/PLEX-API.md §5.1 */
const user: Handler = (c, { account, token }) =>
  answer(c, { root: 'user', value: shown(c, account, token) })

/** JSON `{"pong":true}`, XML text `1`. docs/PLEX-API.md §5.2 */
const ping: Handler = (c) =>
  wantsJson(c) ? sendJson(c, '{"pong":true}') : sendXml(c, toXml('pong', 1))

const signOut: Handler = (c, caller) => {
  c.var.world.signOut(caller)
  return c.body(null, 204)
}

/** docs/PLEX-API.md §5.3 */
const listResources: Handler = (c, { account, token }) => {
  const { asked, world } = c.var
  const value = resources(account, token, world.servers.of(account), {
    https: asked.flag('includeHttps'),
    relay: asked.flag('includeRelay'),
    ipv6: asked.flag('includeIPv6'),
  })
  return answer(c, { root: 'resources', value })
}

/** The old answer wraps the user in JSON only. docs/PLEX-API.md §5.2 */
const oldAccount: Handler = (c, { account, token }) => {
  const value = shown(c, account, token)
  return answer(c, { root: 'user', value, json: JSON.stringify({ user: value }) })
}

const avatar = (c: Ctx): Response => {
  const account = c.var.world.accounts.all.find((a) => a.uuid === c.req.param('uuid'))
  if (!account) return fail(c, 'notFound')
  const initial = account.title.charAt(0)
  const hue = account.id % 360
  return c.body(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="hsl(${hue} 45% 42%)"/><text x="32" y="43" font-family="sans-serif" font-size="32" text-anchor="middle" fill="#fff">${initial}</text></svg>`,
    200,
    { 'Content-Type': 'image/svg+xml' },
  )
}
