import { describe, expect, test } from 'vitest'
import { APP, gatekeeperWorld, letIn, OTHER, PORT } from '../test-support/gatekeeper-world.ts'

describe('letting a site in', () => {
  test('takes the click and the browser, in this order, and puts the bridge into its pages', async () => {
    const world = gatekeeperWorld()
    await letIn(world, APP)
    expect(await world.allowed()).toEqual([APP])
    expect([world.registered, world.injected]).toEqual([[[APP]], [[APP]]])
  })

  test('is finished once, however often it is said', async () => {
    const world = gatekeeperWorld()
    const gatekeeper = world.boot()
    await gatekeeper.intend(APP)
    world.permit(APP)
    await Promise.all([gatekeeper.finish(), gatekeeper.finish(), gatekeeper.finish()])
    expect(world.injected).toEqual([[APP]])
  })

  test('is finished by a background that did not see the click', async () => {
    const world = gatekeeperWorld()
    await world.boot().intend(APP)
    world.permit(APP)
    await world.boot().finish()
    expect(await world.allowed()).toEqual([APP])
  })

  test('without a click gives nothing: the person gave the host elsewhere', async () => {
    const world = gatekeeperWorld()
    world.permit(APP)
    await world.boot().finish()
    expect(await world.allowed()).toEqual([])
    expect([world.registered, world.injected]).toEqual([[], []])
  })

  test('long after the click gives nothing', async () => {
    const world = gatekeeperWorld()
    const gatekeeper = world.boot()
    await gatekeeper.intend(APP)
    await world.clock.advance(60_001)
    world.permit(APP)
    await gatekeeper.finish()
    expect(await world.allowed()).toEqual([])
  })

  test('needs no prompt for another port of a permitted host, and is that port alone', async () => {
    const world = gatekeeperWorld()
    await letIn(world, APP)
    const gatekeeper = world.boot()
    await gatekeeper.intend(PORT)
    await gatekeeper.finish()
    expect(await world.allowed()).toEqual([APP, PORT])
    expect(world.injected.at(-1)).toEqual([PORT])
  })

  test('that the person denied in the browser leaves nothing', async () => {
    const world = gatekeeperWorld()
    const gatekeeper = world.boot()
    await gatekeeper.intend(APP)
    await gatekeeper.finish()
    expect(await world.allowed()).toEqual([])
    await world.clock.advance(60_001)
    world.permit(APP)
    await gatekeeper.finish()
    expect(await world.allowed()).toEqual([])
  })

  test('ends at once where the person said no, whatever the browser gives later', async () => {
    const world = gatekeeperWorld()
    const gatekeeper = world.boot()
    await gatekeeper.intend(APP)
    await gatekeeper.abandon(APP)
    world.permit(APP)
    await gatekeeper.finish()
    expect(await world.allowed()).toEqual([])
  })

  test('goes on where the person said no to another site, asked for in another window', async () => {
    const world = gatekeeperWorld()
    const gatekeeper = world.boot()
    await gatekeeper.intend(APP)
    await gatekeeper.abandon(OTHER)
    world.permit(APP)
    await gatekeeper.finish()
    expect(await world.allowed()).toEqual([APP])
  })

  test('of one origin is not finished by the permission for another', async () => {
    const world = gatekeeperWorld()
    const gatekeeper = world.boot()
    await gatekeeper.intend(APP)
    world.permit(OTHER)
    await gatekeeper.finish()
    expect(await world.allowed()).toEqual([])
  })
})

describe('letting several sites in', () => {
  test('takes one question of the browser, and one write', async () => {
    const world = gatekeeperWorld()
    const gatekeeper = world.boot()
    await gatekeeper.intend(APP, PORT, OTHER)
    world.permit(APP)
    world.permit(OTHER)
    await gatekeeper.finish()
    expect(await world.allowed()).toEqual([APP, PORT, OTHER])
    expect(world.area.writes).toHaveLength(1)
    expect([world.registered, world.injected]).toEqual([[[APP, PORT, OTHER]], [[APP, PORT, OTHER]]])
  })

  test('lets none in while the browser has not permitted all', async () => {
    const world = gatekeeperWorld()
    const gatekeeper = world.boot()
    await gatekeeper.intend(APP, OTHER)
    world.permit(APP)
    await gatekeeper.finish()
    expect(await world.allowed()).toEqual([])
    world.permit(OTHER)
    await gatekeeper.finish()
    expect(await world.allowed()).toEqual([APP, OTHER])
  })

  test('that the person denied lets none in, nor ends what another window asked for', async () => {
    const world = gatekeeperWorld()
    const gatekeeper = world.boot()
    await gatekeeper.intend(APP, OTHER)
    await gatekeeper.abandon(APP)
    expect(world.session.text()).toContain(OTHER)
    await gatekeeper.abandon(APP, OTHER)
    world.permit(APP)
    world.permit(OTHER)
    await gatekeeper.finish()
    expect(await world.allowed()).toEqual([])
  })

  test('goes on at the next wake where a stop came before the bridges', async () => {
    const world = gatekeeperWorld()
    await world.boot().intend(APP, OTHER)
    world.permit(APP)
    world.permit(OTHER)
    world.bridgesFail = true
    await expect(world.boot().finish()).rejects.toThrow()
    world.bridgesFail = false
    await world.boot().finish()
    expect(world.injected).toEqual([[APP, OTHER]])
  })
})

describe('"Stop sharing"', () => {
  test('ends the site, its bridge and the permission', async () => {
    const world = gatekeeperWorld()
    await letIn(world, APP)
    await world.boot().stop(APP)
    expect(await world.allowed()).toEqual([])
    expect(world.registered.at(-1)).toEqual([])
    expect(world.hosts.size).toBe(0)
  })

  test('keeps the host while another origin of it is allowed', async () => {
    const world = gatekeeperWorld()
    await letIn(world, APP)
    await letIn(world, PORT)
    await world.boot().stop(APP)
    expect([await world.allowed(), world.removed]).toEqual([[PORT], []])
    await world.boot().stop(PORT)
    expect(world.removed).toEqual([PORT])
  })
})
