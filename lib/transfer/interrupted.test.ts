import { expect, test } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { createLife } from '../test-support/life.ts'
import { APP, OTHER } from '../test-support/sharing-world.ts'
import {
  fileText,
  settingsOf,
  standing,
  transferWorld,
  UNTOUCHED,
} from '../test-support/transfer-world.ts'

const BOTH = [APP, OTHER]

/** The person presses Import, and the background is stopped at this step. */
async function cutAt(endAt: number) {
  const world = await transferWorld()
  for (const origin of BOTH) world.withheld.add(origin)
  const life = createLife(endAt)
  void settingsOf(world.boot(life)).importing(fileText(), BOTH, ['privateWindows'])
  await settle()
  const stored = await world.session.get(null)
  return { ...world, isCut: life.isOver(), stored }
}

test('an import that is stopped at any step goes on with what was noted, and only with that', async () => {
  for (let endAt = 1; ; endAt++) {
    const { isCut, stored, ...world } = await cutAt(endAt)
    const [isIntended, isWished] = ['allow-intent' in stored, 'import-wish' in stored]
    const isDone =
      endAt > 1 && !isWished && isIntended && (await world.local.text()).includes('Living')
    // The person says yes to the browser while nobody is there.
    world.withheld.clear()
    const app = world.boot()
    await app.wake()
    expect(await standing(app), `cut at step ${endAt}`).toEqual({
      ...UNTOUCHED,
      ...(isWished || isDone
        ? { settings: { privateWindows: true, lockAfter: 5 }, names: ['Living room'] }
        : {}),
      sites: isIntended ? BOTH : [],
    })
    const left = Object.keys(await world.session.get(null))
    expect(left.filter((key) => /wish|intent/.test(key))).toEqual([])
    if (!isCut) return expect(isDone).toBe(true)
  }
})

test('a wish that nobody waits for any more is dropped', async () => {
  // The intent is on the disk, and the wish; no more.
  const { stored, ...world } = await cutAt(4)
  expect(Object.keys(stored)).toContain('import-wish')
  await world.clock.advance(60_001)
  const app = world.boot()
  await app.wake()
  expect(await standing(app)).toMatchObject({ settings: UNTOUCHED.settings, names: [''] })
  expect(Object.keys(await world.session.get(null))).not.toContain('import-wish')
})
