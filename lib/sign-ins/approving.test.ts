import { describe, expect, test } from 'vitest'
import {
  BadRequest,
  Forbidden,
  NoNetwork,
  NotFound,
  RateLimited,
  ServerTrouble,
} from '../plex/errors.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { settle } from '../test-support/clock.ts'
import { IDENTITY } from '../test-support/plex-server.ts'
import { FRONT } from '../test-support/plex-tabs.ts'
import {
  approve,
  BACK,
  livesAt,
  offered,
  pageOf,
  SEERR,
  signInWorld,
} from '../test-support/sign-in-world.ts'
import { MADE_TOKENS } from '../tokens/made-token.ts'

const DEVICE = { clientIdentifier: 'seerr-1', name: '', platform: '' }

describe('approving somebody else’s PIN', () => {
  test('links it with the account chosen, under our name, and remembers what came of it', async () => {
    const { app, ann, plex, tabs, clock } = await signInWorld()
    const bob = await app.signIn(BOB)
    await approve(app, bob)
    expect(plex.calls).toContain(`linkPin ${IDENTITY.clientIdentifier} as ${IDENTITY.product}`)
    expect(livesAt(plex)).toBe(1)
    expect(tabs.get(FRONT)).toBe(BACK)
    expect(await app.signIns.list()).toEqual([
      {
        ...{
          id: expect.any(String),
          accountId: bob,
          product: 'Seerr',
          clientIdentifier: 'seerr-1',
        },
        ...{ wentTo: 'https://seerr.example:5055', since: clock.now(), state: 'done', code: null },
        ...{ page: null, before: null, isSure: true, device: DEVICE },
      },
    ])
    expect(ann).not.toBe(bob)
  })

  test('keeps the code sealed, and nothing of it when all is done', async () => {
    const { world, app, ann, code, plex } = await signInWorld()
    const link = plex.hold('linkPin')
    const done = approve(app, ann)
    await link.asked
    const stored = JSON.stringify(await world.local.get(null))
    expect(stored).toContain('"state":"linking"')
    link.answer()
    await done
    expect(JSON.stringify(await world.local.get(null))).not.toContain(code)
  })

  test('closes a window that was opened for it, where it goes on nowhere', async () => {
    const { world, app, ann, code, tabs } = await signInWorld()
    tabs.set(FRONT, pageOf(code))
    world.popups.add(FRONT)
    await approve(app, ann)
    expect(tabs.has(FRONT)).toBe(false)
  })

  test('leaves a tab alone that shows something else by then', async () => {
    const { app, ann, plex, tabs } = await signInWorld()
    plex.meanwhile('linkPin', () => void tabs.set(FRONT, 'https://news.example/'))
    await approve(app, ann)
    expect([livesAt(plex), tabs.get(FRONT)]).toEqual([1, 'https://news.example/'])
  })

  test('does not go on elsewhere than the person was shown', async () => {
    const { app, ann, code, plex, tabs } = await signInWorld()
    const led = pageOf(code, SEERR, 'https://evil.example/')
    plex.meanwhile('linkPin', () => void tabs.set(FRONT, led))
    await approve(app, ann)
    expect([livesAt(plex), tabs.get(FRONT)]).toEqual([1, led])
  })

  test('is offered no more', async () => {
    const { app, ann, code, tabs } = await signInWorld()
    await approve(app, ann)
    tabs.set(FRONT, pageOf(code))
    expect(await offered(app)).toEqual([])
  })

  test('approves the one PIN, and no other that waits as well', async () => {
    const { world, app, ann, plex, tabs } = await signInWorld()
    world.hosts.add('https://app.plex.tv')
    const other = plex.makePin({ clientIdentifier: 'tautulli-1', product: 'Tautulli' })
    tabs.set(2, pageOf(other, { ...SEERR, clientIdentifier: 'tautulli-1' }))
    const offers = await offered(app)
    expect(offers.map(({ verdict }) => verdict?.info?.product)).toEqual(['Seerr', 'Tautulli'])
    await app.signIns.offers.approve(offers[1]?.id ?? '', ann)
    await settle()
    expect(plex.pins.map(({ token }) => token !== null)).toEqual([false, true])
    expect((await app.signIns.list())[0]?.device?.clientIdentifier).toBe('tautulli-1')
  })

  test('a short code that was typed is approved as well', async () => {
    const { world, app, ann, plex, tabs } = await signInWorld()
    tabs.delete(FRONT)
    plex.makePin({ clientIdentifier: 'tv-1', product: 'Player' }, '9WKP')
    const [offer] = await offered(app, null, '9WKP')
    expect(offer).toMatchObject({ isTyped: true, goesTo: null, verdict: { offer: 'approve' } })
    await app.signIns.offers.approve(offer?.id ?? '', ann)
    await settle()
    expect((await app.signIns.list())[0]).toMatchObject({ product: 'Player', wentTo: null })
    expect(world.errors).toEqual([])
  })
})

describe('the device', () => {
  test('is the one of that name that was not there before, where Plex names none', async () => {
    const { app, ann, plex } = await signInWorld()
    plex.info = { clientIdentifier: null }
    await approve(app, ann)
    expect((await app.signIns.list())[0]?.device).toEqual(DEVICE)
  })

  test('is not known where two could be it', async () => {
    const { app, ann, plex } = await signInWorld()
    plex.info = { clientIdentifier: null }
    const [twin] = [{ ...SEERR, clientIdentifier: 'seerr-2' }]
    plex.meanwhile('linkPin', () => plex.signIn({ ...BOB, id: '1' }, twin))
    await approve(app, ann)
    expect((await app.signIns.list())[0]).toMatchObject({ state: 'done', device: null })
  })

  test('is not known where the list could not be read before', async () => {
    const { app, ann, plex } = await signInWorld()
    plex.info = { clientIdentifier: null }
    plex.fail('listDevices', { error: new ServerTrouble('no', { status: 500 }) })
    await approve(app, ann)
    expect(livesAt(plex)).toBe(1)
    expect((await app.signIns.list())[0]).toMatchObject({ state: 'done', device: null })
  })

  test('that comes late is found by the third look', async () => {
    const { app, ann, plex } = await signInWorld()
    const late = { error: new ServerTrouble('no', { status: 500 }) }
    plex.meanwhile('linkPin', () => plex.fail('listDevices', late, late))
    await approve(app, ann)
    expect((await app.signIns.list())[0]?.device).toEqual(DEVICE)
  })

  test('is never one of Foyer’s own, whatever Plex says', async () => {
    const { app, ann, plex } = await signInWorld()
    await offered(app)
    plex.info = { clientIdentifier: IDENTITY.clientIdentifier }
    await approve(app, ann)
    expect((await app.signIns.list())[0]?.device?.clientIdentifier).not.toBe('client-1')
  })

  test('that signs in again is one row, with the newer time', async () => {
    const { app, ann, plex, tabs, clock } = await signInWorld()
    await approve(app, ann)
    await clock.advance(60_000)
    tabs.set(FRONT, pageOf(plex.makePin(SEERR)))
    await approve(app, ann)
    const list = await app.signIns.list()
    expect(list.map(({ since }) => since)).toEqual([clock.now()])
    expect(livesAt(plex)).toBe(1)
  })
})

describe('what Plex refuses', () => {
  test.each([
    [new NotFound('no', { status: 404 }), 'not_found'],
    [new Forbidden('no', { status: 403 }), 'forbidden'],
    [new BadRequest('no', { status: 400 }), 'bad_request'],
    [new RateLimited('no', { status: 429 }, null), 'rate_limited'],
  ])('is told, and nothing is remembered (%s)', async (error, kind) => {
    const { app, ann, plex, tabs } = await signInWorld()
    plex.fail('linkPin', { error })
    const [offer] = await offered(app)
    await expect(app.signIns.offers.approve(offer?.id ?? '', ann)).rejects.toMatchObject({ kind })
    expect([await app.signIns.list(), livesAt(plex)]).toEqual([[], 0])
    expect(tabs.get(FRONT)).toContain('app.plex.tv')
    await approve(app, ann)
    expect(livesAt(plex)).toBe(1)
  })

  test.each([
    ['nothing was done', 'before', 0],
    ['it was done', 'after', 1],
  ] as const)(
    'without an answer it stays unsure, and is settled: %s',
    async (_what, when, lives) => {
      const { world, app, ann, plex } = await signInWorld()
      plex.fail('linkPin', { error: new NoNetwork('no'), when })
      const [offer] = await offered(app)
      const lost = app.signIns.offers.approve(offer?.id ?? '', ann)
      await expect(lost).rejects.toMatchObject({ kind: 'network' })
      expect((await app.signIns.list())[0]).toMatchObject({ state: 'unsure', isSure: false })
      const next = world.boot()
      await next.wake()
      expect([(await next.signIns.list()).length, livesAt(plex)]).toEqual([lives, lives])
      expect(plex.count('linkPin')).toBe(1)
    },
  )

  test('after an answer that was lost, a second click is no second sign-in', async () => {
    const { app, ann, plex } = await signInWorld()
    plex.fail('linkPin', { error: new NoNetwork('no'), when: 'after' })
    const [offer] = await offered(app)
    await expect(app.signIns.offers.approve(offer?.id ?? '', ann)).rejects.toThrow()
    await approve(app, ann)
    const list = await app.signIns.list()
    expect(list).toHaveLength(1)
    expect(list[0]).toMatchObject({ state: 'done', isSure: false, device: DEVICE })
  })

  test('without a network nothing is begun', async () => {
    const { app, ann, plex } = await signInWorld()
    const [offer] = await offered(app)
    plex.failAll(new NoNetwork('no'))
    await expect(app.signIns.offers.approve(offer?.id ?? '', ann)).rejects.toThrow()
    expect([await app.signIns.list(), plex.count('linkPin')]).toEqual([[], 0])
  })

  test('of an account that is signed out', async () => {
    const { app, ann, plex } = await signInWorld()
    const [offer] = await offered(app)
    for (const text of [...plex.living.keys()]) plex.kill(text)
    const refused = app.signIns.offers.approve(offer?.id ?? '', ann)
    await expect(refused).rejects.toMatchObject({ kind: 'unauthorized' })
    expect((await app.accounts.get(ann))?.health).toBe('signed_out')
    expect(await app.signIns.list()).toEqual([])
  })
})

describe('Revoke', () => {
  test('removes its device at Plex, and nothing else', async () => {
    const { world, app, ann, plex } = await signInWorld()
    await approve(app, ann)
    const [signIn] = await app.signIns.list()
    await app.signIns.revoke(signIn?.id ?? '')
    expect(await app.signIns.list()).toEqual([])
    await app.endAtPlex(true)
    expect([livesAt(plex), plex.living.size]).toEqual([0, 1])
    expect(plex.devices.map(({ clientIdentifier }) => clientIdentifier)).toEqual(['client-1'])
    expect([await app.tokens.pending(), world.errors]).toEqual([[], []])
  })

  test('waits in sight while Plex can’t be told, however often it refuses', async () => {
    const { world, app, ann, plex } = await signInWorld()
    await approve(app, ann)
    plex.fails = { listDevices: new Forbidden('no', { status: 403 }) }
    await app.signIns.revoke((await app.signIns.list())[0]?.id ?? '')
    for (let round = 0; round < 5; round++) await app.endAtPlex(true)
    expect(await app.tokens.pending()).toMatchObject([{ holder: 'sign_in', name: 'Seerr' }])
    plex.mend()
    await world.sleep(3, 1_800_000)
    expect(livesAt(plex)).toBe(0)
  })

  test('that waits never ends a sign-in that comes after it', async () => {
    const { app, ann, plex, tabs } = await signInWorld()
    await approve(app, ann)
    plex.failAll(new NoNetwork('no'))
    await app.signIns.revoke((await app.signIns.list())[0]?.id ?? '')
    await app.endAtPlex(true)
    plex.mend()
    tabs.set(FRONT, pageOf(plex.makePin(SEERR)))
    await approve(app, ann)
    await app.endAtPlex(true)
    expect([livesAt(plex), (await app.signIns.list()).length]).toEqual([1, 1])
  })

  test('forgets one whose device is not known', async () => {
    const { app, ann, plex } = await signInWorld()
    plex.info = { clientIdentifier: null }
    plex.fail('listDevices', { error: new ServerTrouble('no', { status: 500 }) })
    await approve(app, ann)
    await app.signIns.revoke((await app.signIns.list())[0]?.id ?? '')
    await app.endAtPlex(true)
    expect([await app.signIns.list(), livesAt(plex)]).toEqual([[], 1])
  })

  test('signing the account out forgets them, and leaves them at Plex', async () => {
    const { app, ann, plex } = await signInWorld()
    await approve(app, ann)
    await app.signOut(ann)
    expect([await app.signIns.list(), await app.accounts.list()]).toEqual([[], []])
    expect(livesAt(plex)).toBe(1)
  })

  test('a record of an older version is read as it was', async () => {
    const { app, plex } = await signInWorld()
    expect([MADE_TOKENS.version, plex.pins.length]).toEqual([2, 1])
    await expect(app.tokens.pending()).resolves.toEqual([])
  })
})
