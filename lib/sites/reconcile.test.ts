import { describe, expect, test } from 'vitest'
import { APP, gatekeeperWorld, letIn, OTHER } from '../test-support/gatekeeper-world.ts'
import { hostPattern } from './policy.ts'

describe('reconciling', () => {
  test('removes what the browser took, and serves the rest', async () => {
    const world = gatekeeperWorld()
    await letIn(world, APP)
    await letIn(world, OTHER)
    world.hosts.delete(hostPattern(APP))
    await world.boot().reconcile()
    expect(await world.allowed()).toEqual([OTHER])
    expect([world.registered.at(-1), world.injected.at(-1)]).toEqual([[OTHER], [OTHER]])
  })

  test('never turns a permission into a site', async () => {
    const world = gatekeeperWorld()
    world.permit(APP)
    await world.boot().reconcile()
    expect(await world.allowed()).toEqual([])
  })

  test('waits for its turn, so that it does not undo a site that is being let in', async () => {
    const world = gatekeeperWorld()
    const gatekeeper = world.boot()
    await gatekeeper.intend(APP)
    world.permit(APP)
    await Promise.all([gatekeeper.finish(), gatekeeper.reconcile()])
    expect(world.registered).toEqual([[APP], [APP]])
  })
})
