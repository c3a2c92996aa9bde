import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addHomeUser } from '../test-support/account-stories.ts'
import { ANN, BOB } from '../test-support/accounts-world.ts'
import { APP, OTHER, sharingWorld } from '../test-support/sharing-world.ts'
import { makeTool } from '../test-support/tool-stories.ts'
import {
  fileText,
  settingsOf,
  standing,
  transferWorld,
  UNTOUCHED,
} from '../test-support/transfer-world.ts'

const BOTH = [APP, OTHER]

/** Ann, Bob and a Home user, with sites, names, a tool and a setting. */
async function busy() {
  const world = sharingWorld()
  const [ann, bob] = [await world.signIn(), await world.signIn(BOB)]
  await addHomeUser({ app: world, ann } as never)
  await world.give(APP)
  await world.clock.advance(1000)
  await world.give(OTHER, { accountId: bob, tokenKind: 'account' })
  await world.clock.advance(1000)
  await world.sites.allow(`${APP}:8443`)
  await makeTool(world, bob)
  await world.accounts.rename(ann, 'Living room')
  await world.settings.change({ privateWindows: true, lockAfter: 60 })
  return { ...world, ann, bob, page: settingsOf(world) }
}

/** Every text in a value, names of members left out. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : []
}

describe('an export', () => {
  // Whoever adds a setting raises the version of the file, and reads the older ones still.
  test('of a Foyer that is as it was installed', async () => {
    const { page, clock } = await transferWorld()
    expect(JSON.parse(await page.exported())).toEqual({
      format: 'foyer-settings',
      version: 1,
      exportedAt: new Date(clock.now()).toISOString(),
      settings: { privateWindows: false, lockAfter: null },
      accounts: [],
      sites: [],
    })
  })

  test('has the sites, whose account each used, and the names of those', async () => {
    const { page } = await busy()
    expect(JSON.parse(await page.exported())).toMatchObject({
      settings: { privateWindows: true, lockAfter: 60 },
      accounts: [
        { userId: ANN.id, plexName: 'Ann', ownName: 'Living room' },
        { userId: BOB.id, plexName: 'Bob', ownName: '' },
      ],
      sites: [
        { origin: APP, userId: ANN.id },
        { origin: OTHER, userId: BOB.id },
        { origin: `${APP}:8443`, userId: null },
      ],
    })
  })

  test('has no other text than these: no token, no identifier, nothing sealed, no e-mail', async () => {
    const { page } = await busy()
    const text = await page.exported()
    const { exportedAt } = JSON.parse(text)
    const told = ['foyer-settings', exportedAt, ...BOTH, `${APP}:8443`, '']
    const known = new Set([...told, ANN.id, BOB.id, 'Ann', 'Bob', 'Living room'])
    expect(textsIn(JSON.parse(text)).filter((it) => !known.has(it))).toEqual([])
  })

  test('leaves out who is signing out, and what a private window was given', async () => {
    const { page, accounts, give, bob } = await busy()
    await give('https://private.example', { isPrivate: true })
    await accounts.rename(bob, 'Attic')
    await accounts.signOut(bob)
    const { accounts: named, sites } = JSON.parse(await page.exported())
    expect(named.map(({ userId }: { userId: string }) => userId)).toEqual([ANN.id])
    expect(sites).toContainEqual({ origin: OTHER, userId: null })
    expect(sites).toContainEqual({ origin: 'https://private.example', userId: null })
  })

  test('imported elsewhere gives the same settings, sites and names, and nothing more', async () => {
    const from = await busy()
    const text = await from.page.exported()
    const { app, page, plex } = await transferWorld()
    const living = [...plex.living.keys()]
    const origins = [APP, OTHER, `${APP}:8443`]
    expect((await page.importing(text, origins, ['privateWindows'])).failure).toBeNull()
    expect((await page.finish(...origins)).failure).toBeNull()
    const there = { ...(await standing(from)), grants: [], names: ['Living room'] }
    expect(await standing(app)).toEqual(there)
    // No site was given a token on the way.
    expect([...plex.living.keys()]).toEqual(living)
    const again = JSON.parse(await page.exported())
    const { settings, sites } = JSON.parse(text)
    expect(again.settings).toEqual(settings)
    expect(again.sites.map(({ origin }: { origin: string }) => origin)).toEqual(
      sites.map(({ origin }: { origin: string }) => origin),
    )
  })
})

describe('what a file would change', () => {
  test('is told before anything is', async () => {
    const { app, page } = await transferWorld()
    expect(await page.read(fileText())).toMatchObject({
      failure: null,
      answer: {
        exportedAt: Date.UTC(2026, 0, 2),
        settings: { looser: { privateWindows: true }, other: { lockAfter: 5 } },
        sites: [
          { origin: APP, account: 'Ann' },
          { origin: OTHER, account: null },
        ],
        sitesHere: 0,
        names: [{ name: 'Living room', former: 'Ann' }],
        absent: 0,
      },
    })
    expect(await standing(app)).toEqual(UNTOUCHED)
  })

  test('leaves out what is so already, and names for accounts that are not here', async () => {
    const { app, ann, page } = await transferWorld()
    await app.sites.allow(APP)
    await app.accounts.rename(ann, 'Living room')
    await app.settings.change({ privateWindows: true, lockAfter: 5 })
    const stranger = { userId: '99', plexName: 'Zoe', ownName: 'Cellar' }
    const accounts = [...JSON.parse(fileText()).accounts, stranger]
    const sites = [APP, OTHER].map((origin) => ({ origin, userId: '99' }))
    expect((await page.read(fileText({ accounts, sites }))).answer).toMatchObject({
      settings: { looser: {}, other: {} },
      sites: [{ origin: OTHER, account: 'Cellar' }],
      sitesHere: 1,
      names: [],
      absent: 1,
    })
  })

  test('shows names on one line, without what can’t be seen', async () => {
    const { app, page } = await transferWorld()
    const accounts = [{ userId: ANN.id, plexName: '', ownName: '\u202eroom\n\nliving' }]
    const { answer } = await page.read(fileText({ accounts }))
    expect(answer?.names).toMatchObject([{ name: 'room living' }])
    await page.importing(fileText({ accounts }))
    expect((await standing(app)).names).toEqual(['room living'])
  })
})

describe('an import', () => {
  test('takes over what gives no more, and the rest only where it is chosen', async () => {
    const { app, page } = await transferWorld()
    expect((await page.importing(fileText())).failure).toBeNull()
    const tighter = { privateWindows: false, lockAfter: 5 }
    expect(await standing(app)).toEqual({
      ...UNTOUCHED,
      settings: tighter,
      names: ['Living room'],
    })
    await page.importing(fileText(), [], ['privateWindows', 'lockAfter', 'nonsense'])
    expect((await standing(app)).settings).toEqual({ ...tighter, privateWindows: true })
  })

  test('lets chosen sites in once the browser lends their hosts, and gives them nothing', async () => {
    const { app, page, withheld } = await transferWorld()
    withheld.add(OTHER)
    await page.importing(fileText(), BOTH)
    await app.gatekeeper.finish()
    expect((await standing(app)).sites).toEqual([])
    withheld.clear()
    expect((await page.finish(...BOTH)).failure).toBeNull()
    expect(await standing(app)).toMatchObject({ sites: BOTH, grants: [] })
  })

  test.each([
    ['the browser lent only some', 1, null],
    ['the answer came too late', 300_001, ''],
  ])('lets none in where %s, says so and gives the hosts back', async (_what, ms, missing) => {
    const { app, page, withheld, givenBack, clock } = await transferWorld()
    await page.importing(fileText(), BOTH)
    if (missing === null) withheld.add(OTHER)
    await clock.advance(ms)
    expect((await page.finish(...BOTH)).failure).toBe('no_sites')
    withheld.clear()
    await app.wake()
    expect(await standing(app)).toMatchObject({ sites: [], names: ['Living room'] })
    expect(givenBack).toEqual(BOTH)
  })

  test('lets none in where the person said no, whatever the browser lends later', async () => {
    const { app, page, withheld, givenBack } = await transferWorld()
    for (const origin of BOTH) withheld.add(origin)
    await page.importing(fileText(), BOTH)
    expect((await page.abandon(...BOTH)).failure).toBeNull()
    withheld.clear()
    await app.wake()
    expect([(await standing(app)).sites, givenBack]).toEqual([[], BOTH])
  })

  test('leaves a site that is here as it is, and its host', async () => {
    const world = await busy()
    const before = await standing(world)
    await world.page.importing(fileText({ settings: {} }), BOTH)
    await world.page.abandon(...BOTH)
    expect(await standing(world)).toEqual(before)
    expect(world.givenBack).toEqual([])
  })

  test.each([
    ['is no file of ours', '{"sites": []}', [], 'file_not_foyers'],
    [
      'names an address of Plex’s',
      fileText({ sites: [{ origin: 'https://app.plex.tv', userId: null }] }),
      [],
      'file_address',
    ],
    [
      'does not name a site that was chosen',
      fileText(),
      ['https://elsewhere.example'],
      'file_damaged',
    ],
  ])('of what %s changes nothing', async (_what, text, origins, failure) => {
    const { app, page, session, local } = await transferWorld()
    const before = [local.text(), session.text()]
    expect(await page.importing(text, origins, ['privateWindows'])).toMatchObject({ failure })
    expect([local.text(), session.text()]).toEqual(before)
    expect(await standing(app)).toEqual(UNTOUCHED)
  })

  test('of whatever else there may be changes nothing', async () => {
    const { page, session, local } = await transferWorld()
    const before = [local.text(), session.text()]
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc.jsonValue().map((sites) => fileText({ sites: [sites] })),
    )
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const failures = [await page.read(text), await page.importing(text, [], ['privateWindows'])]
        for (const { failure } of failures) expect(failure).toMatch(/^file_/)
        expect([local.text(), session.text()]).toEqual(before)
      }),
    )
  })

  test('waits for the unlock: whoever can’t unlock it is not to loosen it', async () => {
    const world = await busy()
    await world.lock.set('four words or more', '')
    await world.lock.lock()
    const before = await standing(world)
    const outcomes = [
      await world.page.read(fileText()),
      await world.page.importing(fileText(), [], ['lockAfter']),
    ]
    expect(outcomes).toMatchObject([{ failure: 'locked' }, { failure: 'locked' }])
    expect(await standing(world)).toEqual(before)
  })

  test('that the disk refuses says so, and is not tried again behind the person’s back', async () => {
    const { app, page, local } = await transferWorld()
    local.broken = 'set'
    expect((await page.importing(fileText())).failure).toBe('not_stored')
    local.broken = null
    await app.wake()
    expect(await standing(app)).toEqual(UNTOUCHED)
  })
})
