import { beforeAll, describe, expect, test } from 'vitest'
import { keyOf, UnusableRecord } from '../storage/collection.ts'
import { BOB } from '../test-support/accounts-world.ts'
import type { Background } from '../test-support/background.ts'
import { stateOf } from '../test-support/own-page.ts'
import { until } from '../test-support/page-world.ts'
import { APP, OTHER, sharingWorld } from '../test-support/sharing-world.ts'
import { allow } from '../test-support/stories.ts'
import { makeTool } from '../test-support/tool-stories.ts'
import { COLLECTIONS } from './collections.ts'

const FORMER = 'https://former.example'
const DAMAGED = { v: 1, data: 'rubbish' }
const NEWER = { v: 99, data: { since: 'another age' } }

/** Ann has given one site a token and made a tool, Bob has given another site one. */
async function busy() {
  const world = sharingWorld()
  const [ann, bob] = [await world.signIn(), await world.signIn(BOB)]
  await world.give(FORMER, { accountId: ann })
  await world.sites.remove(FORMER)
  await world.give(APP, { accountId: ann })
  await world.give(OTHER, { accountId: bob })
  const tool = await makeTool(world, ann)
  await until(async () => (await world.tools.list()).every(({ state }) => state === 'ready'))
  const site = (await world.grants.peek(APP))?.clientIdentifier ?? ''
  const ids: Record<string, string> = {
    ...{ account: ann, checked: ann, current: 'account', link: 'current', loan: 'server' },
    ...{ site: APP, grant: APP, use: APP, revoked: FORMER, 'sign-in': 'one', index: 'site' },
    ...{ identifier: `${APP} ${ann}`, token: site, tool, wish: 'sign-out-everywhere' },
    asked: 'plex-pages',
  }
  const heldBy = (identifier: string) =>
    [...world.plex.living].filter(([, owner]) => owner.identifier === identifier)
  const theirs = (await world.grants.peek(OTHER))?.clientIdentifier ?? ''
  return { ...world, ann, bob, ids, heldBy, theirs }
}

const cases = COLLECTIONS.flatMap((it) =>
  [
    ['damaged', DAMAGED],
    ['newer', NEWER],
  ].map(([how, raw]) => [it.name, how, raw, it] as const),
)

describe.each(cases)('a record of "%s" that is %s', (name, how, raw, collection) => {
  let world: Awaited<ReturnType<typeof busy>>
  let key: string
  let app: ReturnType<typeof world.boot>

  beforeAll(async () => {
    world = await busy()
    key = keyOf(collection, world.ids[name] ?? 'own')
    await world.local.set({ [key]: raw })
    await world.session.remove(Object.keys(await world.session.get(null)))
    app = world.boot()
    await app.wake()
  })

  test('hides nothing else, and what others have goes on', async () => {
    const state = await stateOf(app, 'options', { sites: { search: '', limit: 20 } })
    expect(state.sites.rows.map(({ origin }) => origin)).toContain(OTHER)
    expect(await app.grants.live(OTHER)).not.toBeNull()
    expect(world.heldBy(world.theirs)).toHaveLength(1)
  })

  test('keeps nobody from tidying up, and raises no other fault', async () => {
    await app.tidy()
    expect(world.errors.filter((error) => !(error instanceof UnusableRecord))).toEqual([])
  })

  test('stays as it is until the person lets go of it', async () => {
    const now = (await world.local.get([key]))[key]
    expect(now).toEqual(collection.isNote ? now : raw)
  })

  test('is told of, without what is in it, unless it is a note to ourselves', async () => {
    const { unusable } = await stateOf(app, 'popup')
    expect(unusable.map((it) => [it.key, it.isNewer])).toEqual(
      collection.isNote ? [] : [[key, how === 'newer']],
    )
  })

  test('of a newer version has nothing ended at Plex', async () => {
    const alive = [world.ids.token, world.ids.tool].flatMap((id = '') => world.heldBy(id))
    if (how === 'newer') expect(alive).toHaveLength(2)
    const held = (await app.tokens.holdings()).map(({ clientIdentifier }) => clientIdentifier)
    expect(held).toContain(world.theirs)
  })

  test('goes when the person removes it, and nothing lives on at Plex that nobody has', async () => {
    await app.lettingGo.remove(key)
    expect(await app.lettingGo.list()).toEqual([])
    const held = (await app.tokens.holdings()).map(({ clientIdentifier }) => clientIdentifier)
    const made = world.plex.made().map((text) => world.plex.living.get(text)?.identifier)
    expect(new Set(made)).toEqual(new Set(held))
    const grants = (await app.grants.list()).flatMap(({ clientIdentifier: id }) => id ?? [])
    const tools = (await app.tools.list()).map(({ id }) => id)
    expect(new Set([...grants, ...tools])).toEqual(new Set(held))
    expect(await app.grants.live(OTHER)).not.toBeNull()
  })
})

describe('a damaged record is no dead end', () => {
  test('of a site: it can be allowed again, and stopped', async () => {
    for (const deed of ['allow', 'remove'] as const) {
      const { local, boot } = await busy()
      await local.set({ [`site:${APP}`]: DAMAGED })
      const { sites } = boot()
      await sites[deed](APP)
      expect(await sites.isKnown(APP)).toBe(deed === 'allow')
      expect((await sites.get(APP))?.origin).toBe(deed === 'allow' ? APP : undefined)
    }
  })

  test('of a site that a newer version wrote: it can be stopped', async () => {
    const { local, boot } = await busy()
    await local.set({ [`site:${APP}`]: NEWER })
    const { sites } = boot()
    await expect(sites.allow(APP)).rejects.toMatchObject({ reason: 'newer' })
    await sites.remove(APP)
    expect(await sites.isKnown(APP)).toBe(false)
  })

  test('of an identifier: the site can be given a token again', async () => {
    const { local, boot, ids, ann, sites } = await busy()
    await sites.remove(APP)
    await local.set({ [`identifier:${ids.identifier}`]: DAMAGED })
    const app = boot()
    await app.sites.allow(APP)
    await allow(app, ann)
    const grant = await until(() => app.grants.peek(APP))
    expect(grant.clientIdentifier).not.toBe(ids.token)
  })

  test("of a tool's token: the tool says so, and gets a new one in its place", async () => {
    const { local, boot, ids, heldBy } = await busy()
    const id = ids.tool ?? ''
    const [[former] = []] = heldBy(id)
    await local.set({ [`token:${id}`]: DAMAGED })
    const app = boot()
    await app.tidy()
    expect(await app.tools.list()).toMatchObject([{ state: 'refused', trouble: 'token_lost' }])
    await app.tools.retry(id)
    expect(await app.tools.list()).toMatchObject([{ state: 'ready', trouble: null }])
    expect(heldBy(id).map(([text]) => text)).not.toContain(former)
    expect(heldBy(id)).toHaveLength(1)
    expect(await app.lettingGo.list()).toEqual([])
  })

  test.each([
    ['revoked', (app, id) => app.tools.revoke(id)],
    ['signed out', (app, _, ann) => app.signOut(ann)],
  ] as [string, (app: Background, id: string, ann: string) => Promise<void>][])(
    "of a tool's token: once it is %s, Plex has ended it",
    async (_, deed) => {
      const { local, boot, ids, ann, heldBy } = await busy()
      const id = ids.tool ?? ''
      await local.set({ [`token:${id}`]: DAMAGED })
      const app = boot()
      await app.tidy()
      await deed(app, id, ann)
      await until(() => heldBy(id).length === 0)
      await app.tidy()
      expect([await app.lettingGo.list(), await app.tokens.pending()]).toEqual([[], []])
    },
  )

  test("of the hosts that a server's connections were lent: they can be checked again", async () => {
    const { local, boot } = await busy()
    await local.set({ 'loan:server': DAMAGED })
    const { checks } = boot()
    await checks.intend('server', ['https://192-0-2-1.x.plex.direct:32400'])
    await checks.check('server')
    expect(await local.get(['loan:server'])).toEqual({})
  })
})
