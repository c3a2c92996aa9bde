import { describe, expect, test } from 'vitest'
import { SITES } from '../sites/sites.ts'
import { put } from '../storage/store.ts'
import { settle } from '../test-support/clock.ts'
import { gate } from '../test-support/link-world.ts'
import { until } from '../test-support/page-world.ts'
import { APP, OTHER, uiWorld } from '../test-support/ui-world.ts'

const sites = (search = '', limit = 50) => ({ sites: { search, limit } })
const log = (more: object = {}) => ({
  activity: { search: '', answered: null, limit: 50, ...more },
})
const origins = ({ rows }: { readonly rows: readonly { readonly origin: string }[] }) =>
  rows.map(({ origin }) => origin)

describe('before it has said what it looks at', () => {
  test('a page is shown nothing, whatever happens', async () => {
    const { open, router, signIn } = uiWorld()
    const { port } = open()
    await signIn()
    router.changed()
    await settle()
    expect(port.posted).toEqual([])
  })
})

describe('a page that looks', () => {
  test('is shown how things stand at once, and each change, changes of one turn once', async () => {
    const { open, router } = uiWorld()
    const { look, states } = open()
    await look()
    expect(states()).toHaveLength(1)
    for (let n = 0; n < 5; n++) router.changed()
    await settle()
    expect(states()).toHaveLength(2)
  })

  test('elsewhere is shown that, and no longer what it saw before', async () => {
    const { open, sites: list } = uiWorld()
    await list.allow(APP)
    const { look } = open()
    expect(origins((await look(sites())).sites)).toEqual([APP])
    expect((await look({ site: { origin: APP, isPrivate: false } })).sites.rows).toEqual([])
    await list.allow(OTHER)
  })

  test('elsewhere meanwhile is not shown what it has turned from', async () => {
    const { open, sites: list, area, store } = uiWorld()
    for (const origin of [APP, OTHER]) await list.allow(origin)
    const { port, states } = open()
    const disk = gate()
    void store.heard({ [`site:${APP}`]: undefined })
    area.beforeAnswer = () => disk.closed
    port.say({ look: sites('app') })
    await settle()
    port.say({ look: sites('other') })
    await settle()
    area.beforeAnswer = null
    disk.open()
    await until(() => states().length > 0)
    await settle()
    expect(states().map((state) => state && origins(state.sites))).toEqual([[OTHER]])
  })

  test('is shown last what is true, and much that changed meanwhile once', async () => {
    const { open, sites: list, area, store, router } = uiWorld()
    const { port, states } = open()
    await store.renewIndexes()
    const disk = gate()
    void store.heard({ [`site:${APP}`]: undefined })
    area.beforeAnswer = () => disk.closed
    port.say({ look: sites() })
    await settle()
    area.beforeAnswer = null
    await list.allow(APP)
    for (let n = 0; n < 5; n++) {
      router.changed()
      await settle()
    }
    expect(states()).toEqual([])
    disk.open()
    await until(() => states().length > 1)
    await settle()
    expect(states()).toHaveLength(2)
    expect(states().at(-1)).toMatchObject({ siteCount: 1, sites: { total: 1 } })
  })

  test('is not held up by another one, and sees what it looks at itself', async () => {
    const { open, sites: list, router } = uiWorld()
    for (const origin of [APP, OTHER]) await list.allow(origin)
    const [popup, settings] = [open(), open('foyer-ui:options')]
    await popup.look({ site: { origin: APP, isPrivate: false } })
    await settings.look(sites('other'))
    router.changed()
    await settle()
    expect(popup.states().at(-1)).toMatchObject({
      site: { origin: APP },
      sites: { rows: [], total: 0 },
    })
    expect(settings.states().at(-1)).toMatchObject({
      site: null,
      sites: { rows: [{ origin: OTHER }], total: 1 },
    })
    expect([popup.states().length, settings.states().length]).toEqual([2, 2])
  })

  test('and closes is shown nothing more, even of what is on its way', async () => {
    const { open, area, store } = uiWorld()
    const { port } = open()
    const disk = gate()
    void store.heard({ [`site:${APP}`]: undefined })
    area.beforeAnswer = () => disk.closed
    port.say({ look: sites() })
    await settle()
    port.drop()
    port.isClosed = false
    disk.open()
    await settle()
    expect(port.posted).toEqual([])
  })
})

describe('the site in front', () => {
  const looked = (origin: string, isPrivate = false) => ({ site: { origin, isPrivate } })

  test('is shown with what it has and when it last used that', async () => {
    const { open, signIn, give, grants, clock } = uiWorld()
    const ann = await signIn()
    await give(APP, { scopes: ['account'], tokenKind: 'account', duration: 'hour', email: true })
    await grants.used(APP)
    const { site } = await open().look(looked(APP))
    expect(site).toEqual({
      origin: APP,
      since: clock.now(),
      grant: {
        accountId: ann,
        scopes: ['account'],
        email: true,
        tokenKind: 'account',
        duration: 'hour',
        expiresAt: clock.now() + 3_600_000,
        since: clock.now(),
        lastUsedAt: clock.now(),
      },
    })
  })

  test('is there without a grant, and not there where it may not ask', async () => {
    const { open, sites: list } = uiWorld()
    await list.allow(APP)
    const { look } = open()
    expect((await look(looked(APP))).site).toMatchObject({ origin: APP, grant: null })
    expect((await look(looked(`${APP}:8443`))).site).toBeNull()
  })

  test('in a private window is shown with what it has there', async () => {
    const { open, signIn, give } = uiWorld()
    await signIn()
    await give(APP)
    await give(OTHER, { isPrivate: true })
    const { look } = open()
    expect((await look(looked(APP, true))).site).toMatchObject({ grant: null })
    expect((await look(looked(OTHER, true))).site?.grant).toMatchObject({ tokenKind: 'site' })
    expect((await look(looked(OTHER))).site).toMatchObject({ grant: null })
  })

  test('whose time is over has nothing', async () => {
    const { open, signIn, give, clock } = uiWorld()
    await signIn()
    await give(APP, { duration: 'hour' })
    clock.set(clock.now() + 3_600_000)
    expect((await open().look(looked(APP))).site).toMatchObject({ grant: null })
  })
})

describe('the list of sites', () => {
  test('of a thousand travels only as far as it is looked at', async () => {
    const { open, store } = uiWorld()
    const origins = Array.from({ length: 1000 }, (_, n) => `https://s${n}.example`)
    await store.write(...origins.map((origin) => put(SITES, origin, { origin, since: 0 })))
    const { look, port } = open()
    const { sites: shown, siteCount } = await look(sites('', 20))
    expect([shown.rows.length, shown.total, siteCount]).toEqual([20, 1000, 1000])
    expect(JSON.stringify(port.posted).length).toBeLessThan(5_000)
    const { sites: found } = await look(sites(' S99 ', 20))
    expect([found.rows.length, found.total]).toEqual([11, 11])
    expect((await look(sites('', 0))).sites).toEqual({ rows: [], total: 1000 })
    expect((await look(sites('', -1))).sites.rows).toEqual([])
  })

  test('has the latest used first, then the latest given, then the latest allowed', async () => {
    const { open, sites: list, grants, clock, signIn, give } = uiWorld()
    await signIn()
    const step = () => clock.set(clock.now() + 1)
    await give('https://used.example')
    for (const origin of ['https://old.example', 'https://new.example', 'https://given.example']) {
      step()
      await list.allow(origin)
    }
    step()
    await give('https://given.example')
    step()
    await grants.used('https://used.example')
    const { rows } = (await open().look(sites())).sites
    expect(rows.map(({ origin }) => new URL(origin).host)).toEqual([
      'used.example',
      'given.example',
      'new.example',
      'old.example',
    ])
  })

  test('has all others where one is damaged, or gone without a word', async () => {
    const { open, sites: list, area, store, clock } = uiWorld()
    const names = ['a', 'damaged', 'b', 'gone', 'c'].map((name) => `https://${name}.example`)
    for (const origin of names) await list.allow(origin)
    // The index knows them all; nothing else is remembered.
    const known = { v: 1, data: { origin: '', since: clock.now() } }
    await store.heard(Object.fromEntries(names.map((name) => [`site:${name}`, known])))
    await area.set({ 'site:https://damaged.example': 'rubbish', 'grant:https://a.example': 7 })
    await area.remove(['site:https://gone.example'])
    expect((await list.since()).size).toBe(5)
    const { sites: shown } = await open().look(sites('', 3))
    expect(origins(shown).sort()).toEqual(['a', 'b', 'c'].map((name) => `https://${name}.example`))
    expect(shown.total).toBe(3)
  })

  test('shows nothing of what is given in private windows', async () => {
    const { open, signIn, give } = uiWorld()
    await signIn()
    await give(APP, { isPrivate: true })
    const { rows } = (await open().look(sites())).sites
    expect(rows).toMatchObject([{ origin: APP, grant: null }])
  })
})

describe('the activity', () => {
  const note = { origin: APP, asked: 'token.get', answered: 'given' } as const

  test('is shown newest first, as far and as filtered as it is looked at', async () => {
    const { open, activity } = uiWorld()
    activity.note(note)
    activity.note({ ...note, origin: OTHER })
    activity.note({ ...note, answered: 'denied' })
    const { look } = open()
    const all = (await look(log())).activity
    expect(all).toMatchObject({ total: 3, isLasting: false })
    expect(all?.entries.map(({ answered }) => answered)).toEqual(['denied', 'given', 'given'])
    expect((await look(log({ limit: 1 }))).activity).toMatchObject({ entries: [{}], total: 3 })
    expect((await look(log({ search: 'OTHER' }))).activity).toMatchObject({ total: 1 })
    expect((await look(log({ answered: 'denied' }))).activity).toMatchObject({ total: 1 })
  })

  test('is shown live', async () => {
    const { open, activity } = uiWorld()
    const { look, states } = open()
    await look(log())
    activity.note(note)
    await settle()
    expect(states().at(-1)).toMatchObject({ activity: { total: 1 } })
  })
})
