import { describe, expect, test } from 'vitest'
import { Forbidden, NoNetwork, RateLimited, ServerTrouble, Unauthorized } from '../plex/errors.ts'
import { ANN, BOB } from '../test-support/accounts-world.ts'
import type { Background } from '../test-support/background.ts'
import { IDENTITY } from '../test-support/plex-server.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'
import { makeTool, WISH } from '../test-support/tool-stories.ts'
import { LONGEST_NAME } from './tool.ts'

async function setUp(options?: Parameters<typeof tokensWorld>[0]) {
  const world = tokensWorld(options)
  const app = world.boot()
  const ann = await app.signIn()
  return { world, app, ann, plex: world.plex, clock: world.clock, page: world.page }
}

const only = async (app: Background) => (await app.tools.list())[0]

/** Plex has refused us, and its own page is open. */
async function atPlex() {
  const it = await setUp()
  it.plex.fail('linkPin', { error: new Forbidden('no', { status: 403, code: 1009 }) })
  const id = await makeTool(it.app, it.ann)
  await it.app.tools.openAtPlex(id)
  return { ...it, id, code: it.page.opened[0] ?? '' }
}

describe('making a token for a tool', () => {
  test('under an identifier and a name of its own, linked under ours', async () => {
    const { app, ann, plex, clock } = await setUp()
    const id = await makeTool(app, ann)
    expect(await app.tools.list()).toEqual([
      {
        ...{ ...WISH, id, accountId: ann, since: clock.now(), state: 'ready', trouble: null },
        ...{ copied: null, isToCopyAgain: false },
      },
    ])
    const device = plex.devices.find(({ clientIdentifier }) => clientIdentifier === id)
    expect(device?.product).toBe('backup script via Foyer')
    expect(plex.calls).toContain(`linkPin ${IDENTITY.clientIdentifier} as ${IDENTITY.product}`)
    expect([await app.tools.copy(id, 'token')]).toEqual(plex.made())
  })

  test('two of one name are two', async () => {
    const { app, ann, plex } = await setUp()
    const [one, other] = [await makeTool(app, ann), await makeTool(app, ann)]
    expect([one === other, plex.made().length]).toEqual([false, 2])
    await app.tools.revoke(one)
    await app.endAtPlex(true)
    expect(plex.made()).toEqual([await app.tools.copy(other, 'token')])
  })

  test.each(['', 'x'.repeat(LONGEST_NAME + 1)])('not with the name "%s"', async (name) => {
    const { app, ann } = await setUp()
    const refused = app.tools.make({ name, accountId: ann, server: null })
    await expect(refused).rejects.toMatchObject({ reason: 'tool_name' })
    expect(await app.tools.list()).toEqual([])
  })

  test('with a name as long as may be, counted as a person counts', async () => {
    const { app, ann } = await setUp()
    await app.tools.make({ name: '🎬'.repeat(LONGEST_NAME), accountId: ann, server: null })
    expect(await app.tools.list()).toHaveLength(1)
  })

  test('not of an account that is signed out, or unknown', async () => {
    const { app, ann, plex } = await setUp()
    for (const text of [...plex.living.keys()]) plex.kill(text)
    await app.accounts.check(ann)
    for (const accountId of [ann, 'nobody']) {
      await expect(app.tools.make({ ...WISH, accountId })).rejects.toThrow(Unauthorized)
    }
    expect(await app.tools.list()).toEqual([])
  })
})

describe('what Plex refuses', () => {
  test.each([
    [new Forbidden('no', { status: 403 }), 'forbidden'],
    [new RateLimited('no', { status: 429 }, null), 'rate_limited'],
    [new ServerTrouble('no', { status: 500 }), 'server'],
    [new NoNetwork('no'), 'network'],
  ])('is told, and tried again when the person says so (%s)', async (error, trouble) => {
    const { app, ann, plex } = await setUp({ isPatient: false })
    plex.fail('linkPin', { error })
    const id = await makeTool(app, ann)
    expect(await only(app)).toMatchObject({ state: 'refused', trouble })
    await expect(app.tools.copy(id, 'token')).rejects.toMatchObject({ reason: 'tool_gone' })
    await app.tools.retry(id)
    expect(await only(app)).toMatchObject({ state: 'ready', trouble: null })
    expect([await app.tools.copy(id, 'token')]).toEqual(plex.made())
  })

  test('wakes nobody while the person is still to choose', async () => {
    const { world, app, ann, plex } = await setUp()
    plex.fail('linkPin', { error: new Forbidden('no', { status: 403 }) })
    await makeTool(app, ann)
    await world.sleep(2, 60_000)
    expect(world.alarms.ending).toBeNull()
    expect((await only(world.boot()))?.state).toBe('refused')
  })

  test('since the account is signed out: the account shows it', async () => {
    const { app, ann, plex } = await setUp()
    for (const text of [...plex.living.keys()]) plex.kill(text)
    await makeTool(app, ann)
    expect(await only(app)).toMatchObject({ state: 'refused', trouble: 'unauthorized' })
    expect((await app.accounts.get(ann))?.health).toBe('signed_out')
  })

  test('is approved at Plex’s own page', async () => {
    const { app, plex, clock, page, code, id } = await atPlex()
    expect((await only(app))?.state).toBe('at_plex')
    await app.tools.openAtPlex(id)
    expect(page.opened).toEqual([code, code])
    plex.approve(ANN, code)
    await clock.advance(1000)
    expect([(await only(app))?.state, page.closed]).toEqual(['ready', 1])
    expect([await app.tools.copy(id, 'token')]).toEqual(plex.made())
  })

  test('approved by somebody else is not kept', async () => {
    const { app, plex, clock, code } = await atPlex()
    plex.approve(BOB, code)
    await clock.advance(1000)
    expect(await only(app)).toMatchObject({ state: 'refused', trouble: 'other_account' })
    expect(plex.made()).toEqual([])
  })

  test('can run out at Plex’s own page, and be tried again', async () => {
    const { app, clock, id } = await atPlex()
    await clock.advance(1_801_000)
    expect(await only(app)).toMatchObject({ state: 'refused', trouble: 'not_found' })
    await app.tools.retry(id)
    expect((await only(app))?.state).toBe('ready')
  })

  test('is gone on with after a stop', async () => {
    const { world, plex, clock, code } = await atPlex()
    const app = world.boot()
    await app.wake()
    plex.approve(ANN, code)
    await clock.advance(1000)
    expect((await only(app))?.state).toBe('ready')
  })

  test('says nothing more once it is revoked', async () => {
    const { world, app, plex, clock, page, code, id } = await atPlex()
    await app.tools.revoke(id)
    await clock.advance(1000)
    expect(page.closed).toBe(1)
    plex.approve(ANN, code)
    await world.sleep(3, 1_000_000)
    expect([plex.made(), await world.boot().tools.list()]).toEqual([[], []])
  })

  test('a page that can’t be opened is told', async () => {
    const { app, ann, plex, page } = await setUp()
    plex.fail('linkPin', { error: new Forbidden('no', { status: 403 }) })
    const id = await makeTool(app, ann)
    page.fails = new Error('no tabs')
    await expect(app.tools.openAtPlex(id)).rejects.toThrow('no tabs')
    expect(await only(app)).toMatchObject({ state: 'refused', trouble: 'internal' })
  })

  test('nothing comes of what is unknown', async () => {
    const { app, page } = await setUp()
    await app.tools.retry('unknown')
    await app.tools.openAtPlex('unknown')
    await app.tools.revoke('unknown')
    expect([await app.tools.list(), page.opened]).toEqual([[], []])
  })
})
