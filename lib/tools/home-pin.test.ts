import { describe, expect, test } from 'vitest'
import { RateLimited } from '../plex/errors.ts'
import { addHomeUser } from '../test-support/account-stories.ts'
import type { Background } from '../test-support/background.ts'
import { settle } from '../test-support/clock.ts'
import { KID, TEEN, TEEN_PIN } from '../test-support/token-home.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'
import { WISH } from '../test-support/tool-stories.ts'

/** Ann has added somebody of her Home. */
async function setUp(user = TEEN, pin = TEEN_PIN) {
  const world = tokensWorld({ isPatient: false })
  const app = world.boot()
  const ann = await app.signIn()
  const accountId = await addHomeUser({ world, app, ann, bob: '' }, user, pin)
  world.plex.calls.length = 0

  /** A tool of theirs; gives its id. */
  async function make(typed: string, on = app): Promise<string> {
    await on.tools.make({ ...WISH, accountId }, typed)
    await settle()
    return (await on.tools.list()).at(-1)?.id ?? ''
  }
  const owners = () => world.plex.made().map((text) => world.plex.living.get(text)?.userId)
  return { world, plex: world.plex, clock: world.clock, app, accountId, make, owners }
}

const first = async (app: Background) => (await app.tools.list())[0]
const REFUSED = { state: 'refused', trouble: 'home_pin' }

describe('a tool of a Home user with a PIN', () => {
  test('is made with the PIN, which is stored nowhere and kept no longer', async () => {
    const { world, app, make, owners } = await setUp()
    await make(TEEN_PIN)
    expect([(await first(app))?.state, owners()]).toEqual(['ready', [TEEN.id]])
    expect(world.local.text() + world.session.text()).not.toContain(TEEN_PIN)
    await make('')
    expect((await app.tools.list())[1]).toMatchObject(REFUSED)
  })

  test.each(['', '1111'])(
    'with the PIN "%s" it says so, and takes the right one',
    async (typed) => {
      const { world, app, make, owners } = await setUp()
      const id = await make(typed)
      expect(await first(app)).toMatchObject(REFUSED)
      await app.tools.retry(id, '2222')
      expect([(await first(app))?.trouble, owners()]).toEqual(['home_pin', []])
      await app.tools.retry(id, TEEN_PIN)
      expect([(await first(app))?.state, owners(), world.errors]).toEqual(['ready', [TEEN.id], []])
    },
  )

  test('after a 429 Plex is left alone for as long as it asks', async () => {
    const { app, make, plex, clock } = await setUp()
    plex.fail('switchHomeUser', { error: new RateLimited('no', { status: 429 }, 40_000) })
    const id = await make(TEEN_PIN)
    expect(await first(app)).toMatchObject({ state: 'refused', trouble: 'rate_limited' })
    expect(app.accounts.home.retryAt()).toBe(clock.now() + 40_000)
    await app.tools.retry(id, TEEN_PIN)
    expect((await first(app))?.trouble).toBe('rate_limited')
    expect(plex.count('switchHomeUser')).toBe(1)
    await clock.advance(40_000)
    await app.tools.retry(id, TEEN_PIN)
    expect((await first(app))?.state).toBe('ready')
  })

  test('two at once are both made, though the one is done before the other', async () => {
    const { app, make, plex, owners } = await setUp()
    const { asked, answer } = plex.hold('linkPin') // the PIN is needed after it
    await Promise.all([make(TEEN_PIN), asked])
    await make(TEEN_PIN)
    answer()
    await settle()
    expect((await app.tools.list()).map(({ state }) => state)).toEqual(['ready', 'ready'])
    expect(owners()).toEqual([TEEN.id, TEEN.id])
  })

  test('stopped while it is made, it asks for the PIN again', async () => {
    const { world, make, plex } = await setUp()
    const { asked } = plex.hold('switchHomeUser')
    await Promise.all([make(TEEN_PIN), asked])
    const app = world.boot()
    await app.wake()
    expect(await first(app)).toMatchObject(REFUSED)
    // What was never there is asked for in its own row, and nowhere else.
    await app.health()
    expect(await app.needPin()).toEqual(new Set())
  })

  test('whose token died asks for the PIN when it is copied', async () => {
    const { app, make, plex, owners } = await setUp()
    const id = await make(TEEN_PIN)
    for (const text of plex.made()) plex.kill(text)
    await expect(app.tools.copy(id, 'token')).rejects.toMatchObject({ code: 1041 })
    expect(await first(app)).toMatchObject(REFUSED)
    await app.tools.retry(id, TEEN_PIN)
    expect([await app.tools.copy(id, 'token'), owners()]).toEqual([plex.made()[0], [TEEN.id]])
  })

  test('which they have only since is asked for from then on', async () => {
    const { app, accountId, make, plex } = await setUp(KID, '')
    plex.home.members.set(KID.id, { user: KID, pin: '1357' })
    const id = await make('')
    expect(await first(app)).toMatchObject(REFUSED)
    expect((await app.accounts.get(accountId))?.home?.hasPin).toBe(true)
    await app.tools.retry(id, '1357')
    expect((await first(app))?.state).toBe('ready')
  })
})
