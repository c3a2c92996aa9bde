import { Forbidden } from '../plex/errors.ts'
import { ANN } from './accounts-world.ts'
import type { Background } from './background.ts'
import { settle } from './clock.ts'
import { allow, type Cast, type Story } from './stories.ts'

export const WISH = { name: 'backup script', server: null } as const

/** The person makes a token for a tool; gives the tool's id, where there is one. */
export async function makeTool(app: Background, accountId: string): Promise<string> {
  await app.tools.make({ ...WISH, accountId })
  await settle()
  return (await app.tools.list()).at(-1)?.id ?? ''
}

const made = ({ app, ann }: Cast) => makeTool(app, ann)

async function revokeAll({ app }: Cast): Promise<void> {
  for (const { id } of await app.tools.list()) await app.tools.revoke(id)
}

async function copyAll({ app }: Cast): Promise<void> {
  for (const { id } of await app.tools.list()) await app.tools.copy(id, 'token')
}

/** Plex refuses us, and the person approves it at its own page. */
async function approveAtPlex({ world, app, ann }: Cast): Promise<void> {
  world.plex.fail('linkPin', { error: new Forbidden('no', { status: 403, code: 1009 }) })
  const id = await makeTool(app, ann)
  await app.tools.openAtPlex(id)
  const [code] = world.page.opened
  if (code) world.plex.approve(ANN, code)
  await world.clock.advance(2000)
}

export const TOOL_STORIES: Readonly<Record<string, Story>> = {
  'making a tool': { run: made, grants: 0, tools: 1 },
  'revoking a tool': { before: made, run: revokeAll, grants: 0 },
  'revoking a tool while it is made': {
    async run(cast) {
      cast.world.plex.meanwhile('linkPin', () => revokeAll(cast))
      await made(cast)
    },
    grants: 0,
  },
  'approving a tool at Plex': {
    run: approveAtPlex,
    async after(cast) {
      const list = await cast.app.tools.list()
      if (list.some(({ state }) => state !== 'ready')) await revokeAll(cast)
    },
    grants: 0,
    tools: 1,
  },
  'copying a token that died': {
    async before(cast) {
      await made(cast)
      for (const text of cast.world.plex.made()) cast.world.plex.kill(text)
    },
    run: copyAll,
    after: copyAll,
    grants: 0,
    tools: 1,
  },
  'signing out with a tool': {
    before: made,
    run: ({ app, ann }) => app.signOut(ann),
    grants: 0,
  },
  'signing out everywhere': {
    before: (cast) => Promise.all([allow(cast.app, cast.ann), made(cast)]),
    run: ({ app }) => app.leaving.everywhere(),
    grants: 0,
  },
  'removing the devices of a site and a tool': {
    before: (cast) => Promise.all([allow(cast.app, cast.ann), made(cast)]),
    async run({ world, app, ann }) {
      await app.removeDevices(
        ann,
        world.plex.devices.slice(2).map(({ id }) => id),
      )
    },
    grants: 0,
  },
  'signing out while a tool is made': {
    async run(cast) {
      let leaving: Promise<void> | null = null
      cast.world.plex.meanwhile('linkPin', () => {
        leaving = cast.app.signOut(cast.ann)
      })
      await made(cast)
      await leaving
    },
    grants: 0,
  },
}
