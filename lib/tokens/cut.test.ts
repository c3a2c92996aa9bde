import { describe, expect, test } from 'vitest'
import { ACCOUNT_STORIES } from '../test-support/account-stories.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { APP } from '../test-support/background.ts'
import { imbalance } from '../test-support/held.ts'
import { createLife } from '../test-support/life.ts'
import { STORIES, type Story } from '../test-support/stories.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'
import { TOOL_STORIES } from '../test-support/tool-stories.ts'

/** Plays a story in a life that ends at this step, then has the browser wake the background as it would. */
async function play(story: Story, endAt: number, isPageThere: boolean) {
  const world = tokensWorld()
  const first = world.boot()
  const [ann, bob] = [await first.signIn(), await first.signIn(BOB)]
  await first.sites.allow(APP)
  await first.wake()
  const cast = { world, ann, bob }
  await story.before?.({ ...cast, app: first })
  const life = createLife(endAt)
  void story.run({ ...cast, app: world.boot(life) }).catch((error) => world.errors.push(error))
  await world.clock.advance(3000)
  const isCut = life.isOver()
  await world.sleep(4, 15_000, (app) => {
    if (isPageThere) app.ask({ isPrivate: story.isPrivate ?? false })
  })
  // Whatever still waits for the person ends with its page, and a PIN at Plex with its time.
  await world.sleep(4, 60_000)
  await world.sleep(2, 1_800_000)
  await story.after?.({ ...cast, app: world.boot() })
  await world.sleep(3, 60_000)
  return { world, app: world.boot(), isCut }
}

const ALL = { ...STORIES, ...ACCOUNT_STORIES, ...TOOL_STORIES }

describe.each(Object.entries(ALL))('%s', (name, story) => {
  // A tool has no page that could ask again.
  test.each(name in TOOL_STORIES ? [false] : [true, false])(
    'can be cut at any step (page there: %j)',
    async (isPageThere) => {
      for (let endAt = 1; ; endAt++) {
        const { world, app, isCut } = await play(story, endAt, isPageThere)
        const at = `cut at step ${endAt}`
        const wrong = await imbalance(world, app, story.leavesDevice)
        expect(wrong, at).toBeNull()
        expect([await app.tokens.pending(), world.errors], at).toEqual([[], []])
        if (isCut) continue
        expect(endAt).toBeGreaterThan(4)
        const given = [...(await app.grants.list()), ...(await app.privateGrants.list())]
        expect(given).toHaveLength(story.grants)
        expect(await app.tools.list()).toHaveLength(story.tools ?? 0)
        return
      }
    },
  )
})
