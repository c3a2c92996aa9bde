import { describe, expect, test } from 'vitest'
import { NoNetwork } from '../plex/errors.ts'
import { addHomeUser } from '../test-support/account-stories.ts'
import { ANN, BOB } from '../test-support/accounts-world.ts'
import { settle } from '../test-support/clock.ts'
import { createLife } from '../test-support/life.ts'
import { until } from '../test-support/page-world.ts'
import { IDENTITY } from '../test-support/plex-server.ts'
import { APP, OTHER, sharingWorld } from '../test-support/sharing-world.ts'
import { allow } from '../test-support/stories.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'
import { makeTool } from '../test-support/tool-stories.ts'

/** What lives at Plex of what we made, and is stored of it here. */
async function rest({ plex, accounts, sites, grants, privateGrants, tools }: Rest) {
  const given = [...(await grants.list()), ...(await privateGrants.list())]
  return [[...plex.living], await accounts.list(), await sites.list(), given, await tools.list()]
}

type Rest = Pick<
  ReturnType<typeof sharingWorld>,
  'plex' | 'accounts' | 'sites' | 'grants' | 'privateGrants' | 'tools'
>

const NOTHING = [[], [], [], [], []]

/** Ann, Bob and a Home user have given sites and tools what they could. */
async function busy() {
  const world = sharingWorld()
  const [ann, bob] = [await world.signIn(), await world.signIn(BOB)]
  await addHomeUser({ app: world, ann } as never)
  await world.give(APP)
  await world.give(OTHER, { accountId: bob, tokenKind: 'account' })
  await world.give(APP, { isPrivate: true })
  await world.sites.allow(`${APP}:8443`)
  await makeTool(world, bob)
  await until(async () => (await world.tools.list()).every(({ state }) => state === 'ready'))
  return world
}

describe('signing out everywhere', () => {
  test('leaves nothing of ours, here or at Plex, and nothing of others is touched', async () => {
    const world = await busy()
    const television = world.plex.signIn(ANN, { ...IDENTITY, clientIdentifier: 'tv' }).reveal()
    await world.leaving.everywhere()
    expect([...world.plex.living.keys()]).toEqual([television])
    world.plex.kill(television)
    expect(await rest(world)).toEqual(NOTHING)
    expect(world.givenBack.length).toBeGreaterThan(0)
  })

  test('without a network ends all of it here, and Plex hears of it later', async () => {
    const world = await busy()
    world.plex.failAll(new NoNetwork('x'))
    await world.leaving.everywhere()
    const [, accounts, ...others] = await rest(world)
    expect(others).toEqual([[], [], []])
    expect(accounts).toHaveLength(3)
    expect(await world.tokens.pending()).toHaveLength(3)
    world.plex.mend()
    await world.endAtPlex()
    expect(await rest(world)).toEqual(NOTHING)
  })

  test('where nobody is signed in is done', async () => {
    const world = sharingWorld()
    await world.leaving.everywhere()
    expect(await rest(world)).toEqual(NOTHING)
  })

  test('stopped at any step goes on by itself', async () => {
    for (let endAt = 1; ; endAt++) {
      const world = tokensWorld()
      const first = world.boot()
      const ann = await first.signIn()
      await first.sites.allow(APP)
      await allow(first, ann)
      await makeTool(first, ann)
      const life = createLife(endAt)
      void world.boot(life).leaving.everywhere()
      await settle()
      const isCut = life.isOver()
      const isNoted = 'wish:sign-out-everywhere' in (await world.local.get(null))
      await world.sleep(4, 60_000)
      const app = world.boot()
      if (isNoted || !isCut) {
        expect(await rest({ ...app, plex: world.plex }), `cut at step ${endAt}`).toEqual(NOTHING)
      } else if (endAt > 1) expect(await app.tokens.pending()).toEqual([])
      if (!isCut) return
    }
  })

  test('takes nothing that came after the person wished it', async () => {
    const world = tokensWorld()
    const first = world.boot()
    await first.signIn()
    await first.sites.allow(APP)
    const life = createLife(2) // the wish is on the disk, and no more
    void world.boot(life).leaving.everywhere()
    await settle()
    await world.clock.advance(1000)
    const app = world.boot()
    await app.signIn(BOB)
    await app.sites.allow(OTHER)
    await app.wake()
    expect(await app.accounts.list()).toMatchObject([{ user: { id: BOB.id } }])
    expect(await app.sites.list()).toMatchObject([{ origin: OTHER }])
  })
})
