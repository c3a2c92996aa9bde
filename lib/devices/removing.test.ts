import { describe, expect, test } from 'vitest'
import { Forbidden, NoNetwork, NotFound, ServerTrouble } from '../plex/errors.ts'
import { ANN } from '../test-support/accounts-world.ts'
import { settle } from '../test-support/clock.ts'
import { until } from '../test-support/page-world.ts'
import { IDENTITY } from '../test-support/plex-server.ts'
import { APP, sharingWorld } from '../test-support/sharing-world.ts'
import { makeTool } from '../test-support/tool-stories.ts'

/** Ann has a television and a phone, has let a site in, and made a tool. */
async function household() {
  const world = sharingWorld()
  const { plex, tools } = world
  const ann = await world.signIn()
  for (const id of ['tv', 'phone']) plex.signIn(ANN, { ...IDENTITY, clientIdentifier: id })
  await world.give(APP)
  await makeTool(world, ann)
  const tool = await until(
    async () => (await tools.list()).find(({ state }) => state === 'ready')?.id,
  )
  const site = (await world.grants.live(APP))?.clientIdentifier ?? ''
  const idOf = (identifier: string) =>
    plex.devices.find(({ clientIdentifier }) => clientIdentifier === identifier)?.id ?? ''
  const left = () => plex.devices.map(({ clientIdentifier }) => clientIdentifier)
  const remove = (...identifiers: string[]) => world.removeDevices(ann, identifiers.map(idOf))
  return { ...world, ann, site, tool, tools, idOf, left, remove }
}

describe('whose a device is', () => {
  test('is told by the identifiers that we keep', async () => {
    const { plex, whose, ann, site, tool } = await household()
    const known = new Map(
      (await whose(ann, plex.devices)).map((it) => [it.clientIdentifier, it.whose]),
    )
    expect(known.get(IDENTITY.clientIdentifier)?.kind).toBe('own')
    expect(known.get(site)).toEqual({ kind: 'site', name: APP, isEnding: false })
    expect(known.get(tool)).toMatchObject({ kind: 'tool', name: 'backup script' })
    expect(known.get('tv')?.kind).toBe('other')
  })

  test('is a site’s also when that has nothing any more, or is ending', async () => {
    const { plex, whose, ann, site, sites, endAtPlex } = await household()
    const seen = { ...plex.devices[0], clientIdentifier: site } as never
    plex.fails.signOut = new NoNetwork('x')
    await sites.remove(APP)
    expect((await whose(ann, [seen]))[0]?.whose).toEqual({
      kind: 'site',
      name: APP,
      isEnding: true,
    })
    plex.mend()
    await endAtPlex()
    expect((await whose(ann, [seen]))[0]?.whose).toMatchObject({ kind: 'former', name: APP })
  })

  test('of a private window has no name', async () => {
    const { plex, whose, ann, give, privateGrants } = await household()
    await give(APP, { isPrivate: true })
    const { clientIdentifier } = (await privateGrants.live(APP)) ?? {}
    const known = await whose(ann, plex.devices)
    const found = known.find((it) => it.clientIdentifier === clientIdentifier)
    expect(found?.whose).toMatchObject({ kind: 'site', name: '' })
  })
})

describe('removing devices', () => {
  test('of others takes them off the account, by their numbers', async () => {
    const { remove, left, grants } = await household()
    await remove('tv', 'phone')
    expect(left()).not.toContain('tv')
    expect(left()).toHaveLength(3)
    expect(await grants.list()).toHaveLength(1)
  })

  test('of a site ends its grant, and of a tool that one', async () => {
    const { remove, left, grants, tools, site, tool, plex, tokens } = await household()
    await remove(site, tool, 'tv')
    expect([await grants.list(), await tools.list(), await tokens.pending()]).toEqual([[], [], []])
    expect(left().sort()).toEqual([IDENTITY.clientIdentifier, 'phone'].sort())
    expect(plex.made().map((text) => plex.living.get(text)?.identifier)).toEqual(['phone'])
  })

  test('of a private window ends what was given there', async () => {
    const { remove, give, privateGrants, left } = await household()
    await give(APP, { isPrivate: true })
    const { clientIdentifier = '' } = ((await privateGrants.live(APP)) ?? {}) as never
    await remove(clientIdentifier)
    expect(await privateGrants.list()).toEqual([])
    expect(left()).not.toContain(clientIdentifier)
  })

  test('of our own signs out here, after all others are gone', async () => {
    const { remove, left, accounts, grants, plex } = await household()
    await remove(IDENTITY.clientIdentifier, 'tv')
    expect([await accounts.list(), await grants.list()]).toEqual([[], []])
    expect(left()).not.toContain('tv')
    expect(plex.count('removeDevice')).toBeGreaterThan(0)
  })

  test('without a network says so, and changes nothing', async () => {
    const { remove, left, plex, site, grants } = await household()
    const before = left()
    plex.failAll(new NoNetwork('x'))
    await expect(remove('tv', site)).rejects.toThrow(NoNetwork)
    plex.mend()
    expect(left()).toEqual(before)
    expect(await grants.list()).toHaveLength(1)
  })

  test('that breaks off in the middle ends ours here; Plex hears of it later, and the rest is done again', async () => {
    const { remove, left, plex, site, grants, tokens, endAtPlex } = await household()
    plex.fails.removeDevice = new NoNetwork('x')
    await expect(remove('tv', 'phone', site)).rejects.toThrow(NoNetwork)
    expect(await grants.list()).toEqual([])
    expect(await tokens.pending()).toMatchObject([{ name: APP }])
    expect(left()).toEqual(expect.arrayContaining(['tv', 'phone']))
    plex.mend()
    await remove('tv', 'phone', site)
    await endAtPlex()
    expect([left().length, await tokens.pending()]).toEqual([2, []])
  })

  test.each([[new Forbidden('no', { status: 403 })], [new ServerTrouble('no', { status: 500 })]])(
    'goes on where one can’t be removed, and says so: %s',
    async (error) => {
      const { remove, left, plex } = await household()
      plex.fail('removeDevice', { error })
      await expect(remove('tv', 'phone')).rejects.toBe(error)
      expect(left()).toContain('tv')
      expect(left()).not.toContain('phone')
    },
  )

  test('that are gone already is done', async () => {
    const { remove, plex, removeDevices, ann } = await household()
    plex.fail('removeDevice', { error: new NotFound('gone', { status: 404 }) })
    await remove('tv')
    await removeDevices(ann, ['never-there'])
    expect(plex.count('removeDevice')).toBe(1)
  })

  test('ends what is only being made', async () => {
    const { world, remove } = await makingOne()
    await remove()
    await settle()
    await world.endAtPlex()
    expect(world.plex.made()).toEqual([])
  })
})

/** A site's token is there, and its grant not yet. */
async function makingOne() {
  const world = sharingWorld()
  const ann = await world.signIn()
  await world.sites.allow(APP)
  const identifier = await world.tokens.identifierOf(APP, ann)
  const order = { clientIdentifier: identifier, accountId: ann, holder: 'site' as const }
  const named = { ...order, name: APP, product: 'app.example via Foyer', isPrivate: false }
  let remove = async () => {}
  await world.tokens.make(named, async () => {
    const [device] = world.plex.devices.filter((it) => it.clientIdentifier === identifier)
    remove = () => world.removeDevices(ann, [device?.id ?? ''])
    return true
  })
  return { world, remove }
}
