import { describe, expect, test } from 'vitest'
import { Forbidden, NoNetwork } from '../plex/errors.ts'
import { ANN, BOB } from '../test-support/accounts-world.ts'
import { APP, OTHER } from '../test-support/background.ts'
import { createLife } from '../test-support/life.ts'
import { allow } from '../test-support/stories.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'

const MINUTE = 60_000

/** Ann has let a site in and given it a token; what appears then is the test's to say. */
async function setUp() {
  const world = tokensWorld()
  const app = world.boot()
  const ann = await app.signIn()
  await app.sites.allow(APP)
  await allow(app, ann)
  await world.clock.advance(10 * MINUTE)

  /** A device appears in an account at this time, by default now. */
  function appear(id: string, createdAt: number | null = world.clock.now(), userId = ANN.id) {
    const what = { name: id, product: 'Web', platform: 'Linux', lastSeenAt: null, createdAt }
    world.plex.devices.push({ id, clientIdentifier: id, userId, ...what })
  }

  async function shown(on = world.boot()) {
    const all = await on.newcomers.list()
    return all.map(({ origin, devices }) => [origin, devices.map(({ id }) => id)])
  }

  return { ...world, world, app, ann, appear, shown }
}

describe('after a site was revoked', () => {
  test('what appeared since it was let in is pointed out, and nothing else', async () => {
    const { app, appear, shown, world, clock } = await setUp()
    appear('thief')
    appear('old', clock.now() - 60 * MINUTE)
    appear('nobody knows when', null)
    appear('of somebody else', clock.now(), BOB.id)
    await app.sites.remove(APP)
    await world.sleep(1, 0)
    expect(await shown()).toEqual([[APP, ['thief']]])
  })

  test('with clocks that differ a little, rather one too many', async () => {
    const { app, appear, shown, world, clock } = await setUp()
    appear('near', clock.now() - 14 * MINUTE)
    appear('far', clock.now() - 16 * MINUTE)
    await app.sites.remove(APP)
    await world.sleep(1, 0)
    expect(await shown()).toEqual([[APP, ['near']]])
  })

  test('nothing new is nothing to tell, and nothing is kept', async () => {
    const { app, shown, world, local } = await setUp()
    await app.sites.remove(APP)
    await world.sleep(1, 0)
    expect(await shown()).toEqual([])
    expect(local.text()).not.toContain('"revoked:')
  })

  test('that had nothing, nobody is asked', async () => {
    const { app, appear, shown, plex } = await setUp()
    await app.sites.allow(OTHER)
    appear('new')
    plex.calls.length = 0
    await app.sites.remove(OTHER)
    expect([await shown(), plex.count('listDevices')]).toEqual([[], 0])
  })

  test('it is looked at once Plex has ended what it had: until then more may come', async () => {
    const { app, appear, shown, world, plex } = await setUp()
    plex.fails.signOut = new NoNetwork('x')
    await app.sites.remove(APP)
    await world.sleep(2, MINUTE)
    expect(await shown()).toEqual([])
    appear('late')
    plex.mend()
    await world.sleep(4, 30 * MINUTE)
    expect(await shown()).toEqual([[APP, ['late']]])
  })

  test('without a network it is tried again by itself', async () => {
    const { app, appear, shown, world, plex } = await setUp()
    appear('thief')
    await app.sites.remove(APP)
    await app.endAtPlex(true)
    const { record } = await unlooked(world)
    plex.fails.listDevices = new NoNetwork('x')
    await world.local.set({ [`revoked:${APP}`]: record })
    await world.sleep(2, MINUTE)
    expect(await shown()).toEqual([])
    plex.mend()
    await world.sleep(2, MINUTE)
    expect(await shown()).toEqual([[APP, ['thief']]])
  })

  test.each([['Plex lists nothing for the account', new Forbidden('no', { status: 403 })]])(
    'there is nothing to tell where %s',
    async (_, error) => {
      const { app, appear, shown, world, plex, local } = await setUp()
      appear('thief')
      await app.sites.remove(APP)
      await app.endAtPlex(true)
      const { record } = await unlooked(world)
      plex.fails.listDevices = error
      await world.local.set({ [`revoked:${APP}`]: record })
      await world.sleep(1, 0)
      expect([await shown(), local.text().includes('"revoked:')]).toEqual([[], false])
    },
  )

  test('what is removed is no longer told of; the rest is until the person knows it', async () => {
    const { app, ann, appear, shown, world } = await setUp()
    appear('one')
    appear('two')
    await app.sites.remove(APP)
    await world.sleep(1, 0)
    const next = world.boot()
    await next.removeDevices(ann, ['one'])
    await next.newcomers.forget(ann, ['one'])
    expect(await shown(next)).toEqual([[APP, ['two']]])
    await next.newcomers.dismiss(APP)
    expect(await shown()).toEqual([])
  })

  test('a site that is let in and revoked again adds to what is told', async () => {
    const { app, ann, appear, shown, world } = await setUp()
    appear('one')
    await app.sites.remove(APP)
    await world.sleep(1, 0)
    const next = world.boot()
    await next.sites.allow(APP)
    await allow(next, ann)
    appear('two')
    await next.sites.remove(APP)
    await world.sleep(2, MINUTE)
    expect(await shown()).toEqual([[APP, ['one', 'two']]])
  })

  test('stopped at any step, it is told all the same', async () => {
    for (let endAt = 1; ; endAt++) {
      const { world, appear, shown } = await setUp()
      appear('thief')
      const life = createLife(endAt)
      void world.boot(life).sites.remove(APP)
      await world.clock.advance(1000)
      const isCut = life.isOver()
      await world.sleep(3, MINUTE)
      const app = world.boot()
      if (await app.sites.get(APP)) await app.sites.remove(APP)
      await world.sleep(3, MINUTE)
      expect(await shown(), `cut at step ${endAt}`).toEqual([[APP, ['thief']]])
      if (!isCut) return
    }
  })
})

/** The record as it was before anybody looked. */
async function unlooked({ local }: Pick<ReturnType<typeof tokensWorld>, 'local'>) {
  const key = `revoked:${APP}`
  const stored = (await local.get([key]))[key] as { v: number; data: object }
  return { record: { ...stored, data: { ...stored.data, found: null } } }
}
