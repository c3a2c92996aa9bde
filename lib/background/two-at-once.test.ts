import { expect, test } from 'vitest'
import { faultsAtRest, NO_FAULTS } from '../test-support/at-rest.ts'
import { createBackground } from '../test-support/background.ts'
import { settle } from '../test-support/clock.ts'
import { imbalance } from '../test-support/held.ts'
import { createLife } from '../test-support/life.ts'
import { APP, OTHER } from '../test-support/sharing-world.ts'
import { allow } from '../test-support/stories.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'
import { WISH } from '../test-support/tool-stories.ts'

/** As when one is started before the other has stopped. */
test('what two backgrounds do at once is all there, and each knows of it', async () => {
  const world = tokensWorld({ isPatient: false })
  const begin = () => createBackground(world, createLife())
  const one = begin()
  const ann = await one.signIn()
  const two = begin()
  for (const { localChanged } of [one, two]) world.local.onChange(localChanged)
  await Promise.all([one.sites.allow(APP), two.sites.allow(OTHER)])
  await settle()

  await Promise.all([
    allow(one, ann),
    two.tools.make({ ...WISH, accountId: ann }),
    two.settings.change({ privateWindows: true }),
    one.accounts.rename(ann, 'Mine'),
  ])
  await settle()
  for (const app of [one, two, world.boot()]) {
    expect([...(await app.sites.since()).keys()].sort()).toEqual([APP, OTHER])
    expect(await app.grants.list()).toMatchObject([{ origin: APP, accountId: ann }])
    expect(await app.tools.list()).toMatchObject([{ state: 'ready' }])
    expect(await app.settings.get()).toMatchObject({ privateWindows: true })
    expect(await app.accounts.get(ann)).toMatchObject({ label: 'Mine', health: 'ok' })
  }

  await Promise.all([
    one.tools.list().then(([tool]) => one.tools.revoke(tool?.id ?? '')),
    two.sites.remove(APP),
  ])
  await settle()
  const next = world.boot()
  await next.tidy()
  expect([await next.grants.list(), await next.tools.list()]).toEqual([[], []])
  expect(await faultsAtRest(world, next)).toEqual(NO_FAULTS)
  expect(await imbalance(world, next)).toBeNull()
})
