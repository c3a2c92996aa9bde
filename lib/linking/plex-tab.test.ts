import { beforeEach, describe, expect, test, vi } from 'vitest'
import { settle } from '../test-support/clock.ts'
import { fakeTabs } from '../test-support/link-tabs.ts'

const SITE = 'https://site.example/'
const PLEX = 'https://app.plex.tv/auth#?code=1'

const world = vi.hoisted(() => ({ fake: null as unknown as ReturnType<typeof fakeTabs> }))
vi.mock('webextension-polyfill', () => ({
  get default() {
    return world.fake.browser
  },
}))

let fake: ReturnType<typeof fakeTabs>

beforeEach(() => {
  world.fake = fake = fakeTabs()
  fake.open(SITE)
})

/** What a new life of the background knows: nothing but what is stored. */
async function boot() {
  vi.resetModules()
  return (await import('./plex-tab.ts')).createPlexTab('plex-tab')
}

describe("Plex's tab", () => {
  test('comes to the front, and goes again to where the person was', async () => {
    const plexTab = await boot()
    await plexTab.open(PLEX)
    expect([fake.urls(), fake.front()]).toEqual([[SITE, PLEX], PLEX])
    fake.open('https://other.example/')
    await (await boot()).close()
    expect([fake.urls(), fake.front()]).toEqual([[SITE, 'https://other.example/'], SITE])
  })

  test('is the same tab when it is wanted again', async () => {
    await (await boot()).open(PLEX)
    fake.open(SITE)
    await (await boot()).open(`${PLEX}2`)
    expect([fake.urls(), fake.front()]).toEqual([[SITE, `${PLEX}2`, SITE], `${PLEX}2`])
  })

  test('is a new one where the person has closed it', async () => {
    const plexTab = await boot()
    await plexTab.open(PLEX)
    fake.tabs.delete(2)
    await plexTab.open(PLEX)
    expect(fake.urls()).toEqual([SITE, PLEX])
    expect(await plexTab.isIt(3)).toBe(true)
  })

  test('is asked for at each event of a tab, and read from the disk once', async () => {
    const plexTab = await boot()
    for (const id of [1, 2, 3]) expect(await plexTab.isIt(id)).toBe(false)
    expect(fake.reads).toBe(1)
  })
})

describe("a stop while Plex's tab opens", () => {
  async function stopped(stopAt: 'before' | 'after') {
    fake.stopAt = stopAt
    void (await boot()).open(PLEX)
    await settle()
    fake.stopAt = null
    return boot()
  }

  test('just before it is there lets the next life open it', async () => {
    const plexTab = await stopped('before')
    await plexTab.open(PLEX)
    expect(fake.urls()).toEqual([SITE, PLEX])
  })

  test('just after it is there opens no second one, but where the person asks once more', async () => {
    const plexTab = await stopped('after')
    await plexTab.open(PLEX)
    expect(fake.urls()).toEqual([SITE, PLEX])
    await plexTab.open(PLEX)
    expect(fake.urls()).toEqual([SITE, PLEX, PLEX])
  })

  test('closes nothing of the person’s', async () => {
    const plexTab = await stopped('after')
    await plexTab.close()
    expect(fake.urls()).toEqual([SITE, PLEX])
  })
})
