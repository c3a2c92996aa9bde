import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultsAtRest, NO_FAULTS } from '../test-support/at-rest.ts'
import { deed, play } from '../test-support/deeds.ts'
import { imbalance } from '../test-support/held.ts'

const deeds = fc.array(deed, { minLength: 4, maxLength: 20, size: 'max' })

test.each([
  ['one after the other', false],
  ['all at once', true],
])(
  'whatever happens, %s: each token that lives at Plex is held, and each grant has one',
  async (_, isHasty) => {
    const property = fc.asyncProperty(deeds, async (all) => {
      const { world, app, leavesDevice } = await play(all, isHasty)
      expect(world.errors).toEqual([])
      expect(await imbalance(world, app, leavesDevice)).toBeNull()
      expect(await app.tokens.pending()).toEqual([])
      expect(await faultsAtRest(world, app)).toEqual(NO_FAULTS)
    })
    await fc.assert(property, { numRuns: 200 })
  },
  60_000,
)
