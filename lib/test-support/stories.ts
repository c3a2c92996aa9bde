import type { Choice } from '../approvals/decisions.ts'
import type { Ask } from '../approvals/queue.ts'
import { Forbidden } from '../plex/errors.ts'
import { ANN, BOB } from './accounts-world.ts'
import { APP, type Background } from './background.ts'
import { settle } from './clock.ts'
import type { TokensWorld } from './tokens-world.ts'

const CHOICE: Choice = {
  accountId: '',
  tokenKind: 'site',
  duration: 'until_revoked',
  email: false,
}

/** The person presses Allow in the one approval there is. */
export async function allow(
  app: Background,
  accountId: string,
  { isPrivate = false, scopes = ['token'], ...more }: Partial<Ask & Choice> = {},
): Promise<void> {
  app.ask({ isPrivate, scopes, waiter: `page/${scopes.length}` })
  await settle()
  const [approval] = await app.desk.open()
  if (approval) await app.decisions.allow(approval.id, { ...CHOICE, accountId, ...more })
  await settle()
}

export interface Cast {
  readonly world: TokensWorld
  readonly app: Background
  readonly ann: string
  readonly bob: string
}

/** Something that people do, which the browser may cut short anywhere. */
export interface Story {
  readonly before?: (cast: Cast) => Promise<unknown>
  readonly run: (cast: Cast) => Promise<unknown>
  /** What is done about it when the background is back. */
  readonly after?: (cast: Cast) => Promise<unknown>
  readonly isPrivate?: boolean
  /** How many grants with a token there are if nothing was cut. */
  readonly grants: number
  /** And how many tools; none without it. */
  readonly tools?: number
  /** The dead entry of a device stays in a list that is not ours to change. */
  readonly leavesDevice?: boolean
}

const allowed = ({ app, ann }: Cast) => allow(app, ann)

/** Plex refuses us, and the person approves it at its own page, as this user. */
async function approveAtPlex({ world, app, ann }: Cast, user = ANN): Promise<void> {
  world.plex.fail('linkPin', { error: new Forbidden('no', { status: 403, code: 1009 }) })
  await allow(app, ann)
  const [approval] = await app.desk.open()
  if (approval) await app.decisions.allowAtPlex(approval.id)
  const [code] = world.page.opened
  if (code) world.plex.approve(user, code)
  await world.clock.advance(2000)
}

async function renew({ app }: Cast): Promise<void> {
  const grant = await app.grants.live(APP)
  if (grant?.clientIdentifier) await app.tokens.renew(grant.clientIdentifier)
}

export const STORIES: Readonly<Record<string, Story>> = {
  'giving a site a token': { run: allowed, grants: 1 },
  'giving one in a private window': {
    run: ({ app, ann }) => allow(app, ann, { isPrivate: true }),
    isPrivate: true,
    grants: 1,
  },
  'giving one for an hour, which passes': {
    run: ({ app, ann }) => allow(app, ann, { duration: 'hour' }),
    grants: 0,
  },
  'ending it after its hour': {
    async before({ world, app, ann }) {
      await allow(app, ann, { duration: 'hour' })
      await world.clock.advance(3_600_000)
    },
    run: ({ app }) => app.sweep(),
    grants: 0,
  },
  'giving more to a site that has one': {
    before: allowed,
    run: ({ app, ann }) => allow(app, ann, { scopes: ['account', 'token'] }),
    grants: 1,
  },
  'approving it at Plex': { run: approveAtPlex, grants: 1 },
  'approving it at Plex as somebody else': {
    run: (cast) => approveAtPlex(cast, BOB),
    grants: 0,
    leavesDevice: true,
  },
  'another account for a site': {
    before: allowed,
    run: ({ app, bob }) => app.changing.change(APP, { accountId: bob, duration: 'until_revoked' }),
    grants: 1,
  },
  'a token that died, made anew': {
    async before(cast) {
      await allowed(cast)
      for (const text of cast.world.plex.made()) cast.world.plex.kill(text)
    },
    run: renew,
    after: renew,
    grants: 1,
  },
  revoking: { before: allowed, run: ({ app }) => app.sites.remove(APP), grants: 0 },
  'revoking in a private window': {
    before: ({ app, ann }) => allow(app, ann, { isPrivate: true }),
    run: ({ app }) => app.sites.remove(APP),
    isPrivate: true,
    grants: 0,
  },
  'revoking what is being made anew': {
    before: allowed,
    async run(cast) {
      cast.world.plex.meanwhile('linkPin', () => cast.app.grants.end(APP, 'revoked'))
      await renew(cast)
    },
    after: ({ app }) => app.grants.end(APP, 'revoked'),
    grants: 0,
  },
  'leaving while it is made': {
    async run({ world, app, ann }) {
      world.plex.meanwhile('linkPin', () => app.desk.left(() => true))
      await allow(app, ann)
    },
    grants: 0,
  },
  'signing the account out': {
    before: allowed,
    run: ({ app, ann }) => app.signOut(ann),
    grants: 0,
  },
  'signing out while it is made': {
    async run({ world, app, ann }) {
      let leaving: Promise<void> | null = null
      world.plex.meanwhile('linkPin', () => {
        leaving = app.signOut(ann)
      })
      await allow(app, ann)
      await leaving
    },
    grants: 0,
  },
}
