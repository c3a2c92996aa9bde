import { Hono } from 'hono'
import { answer, fail, sendXml } from '../http/answer.ts'
import type { Ctx, Env } from '../http/context.ts'
import { identified } from '../http/limits.ts'
import { type Handler, withCaller } from '../http/with-caller.ts'
import { faultOf } from '../render/pin.ts'
import { homeMember } from '../render/user.ts'
import { toXml } from '../render/xml.ts'
import { type Switched, switchUser } from '../state/home.ts'
import type { Caller } from '../state/world.ts'
import { shown } from './account.ts'

/** Plex Home, in today's form and in the old one, which is XML alone. docs/PLEX-API.md §5.4 */
export function homeRoutes(): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/api/v2/home/users', withCaller(listUsers))
  app.get('/api/home/users', withCaller(listOld))
  app.post('/api/v2/home/users/:id/switch', identified, withCaller(switchTo))
  app.post('/api/home/users/:id/switch', identified, withCaller(switchOld))
  return app
}

// plex.tv keeps a guest ready in every Home, whether it is let in or not.
const GUEST = { guestUserID: 7_400_900, guestUserUUID: '0d6a4b1e9f7c4385' }

const listUsers: Handler = (c, { account }) =>
  answer(c, {
    root: 'home',
    value: {
      id: account.home,
      name: `${account.title}'s Home`,
      ...GUEST,
      guestEnabled: false,
      subscription: true,
      users: c.var.world.accounts.homeOf(account).map(homeMember),
    },
  })

const listOld: Handler = (c, { account }) => {
  const users = c.var.world.accounts.homeOf(account).map(homeMember)
  const value = { friendlyName: 'myPlex', size: users.length, User: users }
  return sendXml(c, toXml('MediaContainer', value))
}

function switched(c: Ctx, caller: Caller): Switched {
  const { world, asked, faults } = c.var
  return switchUser(world, caller, {
    wanted: c.req.param('id') ?? '',
    pin: asked.field('pin'),
    clientIdentifier: asked.clientIdentifier ?? '',
    about: asked.about,
    lax: faultOf(faults, 'home-pin-optional') !== undefined,
  })
}

const switchTo: Handler = (c, caller) => {
  const member = switched(c, caller)
  if (typeof member === 'string') return fail(c, member)
  return answer(c, { root: 'user', value: shown(c, member.account, member.token), status: 201 })
}

/** The token has another name here. */
const switchOld: Handler = (c, caller) => {
  const member = switched(c, caller)
  if (typeof member === 'string') return fail(c, member)
  const value = { ...homeMember(member.account), authenticationToken: member.token }
  return sendXml(c, toXml('user', value), 201)
}
