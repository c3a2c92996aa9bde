import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deed, play } from '../test-support/deeds.ts'
import { imbalance } from '../test-support/held.ts'

test('whatever happens, in whatever order: each token that lives at Plex is held, and each grant has one', async () => {
  const deeds = fc.array(deed, { minLength: 4, maxLength: 20, size: 'max' })
  const property = fc.asyncProperty(deeds, async (all) => {
    const { world, app, leavesDevice } = await play(all)
    expect(world.errors).toEqual([])
    expect(await imbalance(world, app, leavesDevice)).toBeNull()
    expect(await app.tokens.pending()).toEqual([])
  })
  await fc.assert(property, { numRuns: 4000 })
}, 200_000)
