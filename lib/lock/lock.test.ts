import { describe, expect, test } from 'vitest'
import { NotStored } from '../storage/store.ts'
import { BOB } from '../test-support/accounts-world.ts'
import { APP, type Background } from '../test-support/background.ts'
import { settle } from '../test-support/clock.ts'
import { createLife } from '../test-support/life.ts'
import { IDENTITY } from '../test-support/plex-server.ts'
import { allow } from '../test-support/stories.ts'
import { type TokensWorld, tokensWorld } from '../test-support/tokens-world.ts'
import { plainSealing } from '../test-support/vault.ts'
import { WrongPassphrase } from './passphrase.ts'

const WORDS = 'four words or more'
const OTHERS = 'other words'

/** Ann is signed in, and a site has a token of its own. */
async function setUp(options: Parameters<typeof tokensWorld>[0] = {}) {
  const world = tokensWorld(options)
  const app = world.boot()
  const ann = await app.signIn()
  await app.sites.allow(APP)
  await allow(app, ann)
  const grant = (await app.grants.list())[0]
  const id = grant?.clientIdentifier ?? ''
  return { world, app, ann, id, secrets: await secretsOf(app, ann, id) }
}

async function secretsOf(app: Background, ann: string, id: string): Promise<string[]> {
  const [account, site] = [await app.accounts.token(ann), await app.tokens.held(id)]
  return [account?.reveal() ?? 'none', site?.token.reveal() ?? 'none']
}

/** The ids of the keys that what is stored is sealed with. */
function keysOnDisk({ local }: TokensWorld): string[] {
  const names = [...local.text().matchAll(/"v":2,"key":"([^"]+)"/g)].map(([, name]) => name ?? '')
  return [...new Set(names)]
}

describe('a passphrase', () => {
  test('seals everything anew in one write, and the key in the browser goes', async () => {
    const { world, app, ann, id, secrets } = await setUp()
    const before = keysOnDisk(world)
    const writes = world.local.writes.length
    await app.lock.set(WORDS, '')
    const [one, ...more] = world.local.writes.slice(writes)
    expect(more).toEqual([])
    expect(one?.set?.sort()).toEqual([`account:${ann}`, 'passphrase:own', `token:${id}`].sort())
    expect(keysOnDisk(world)).toHaveLength(1)
    expect(keysOnDisk(world)).not.toEqual(before)
    expect(world.place.key).toBeNull()
    expect(await app.lock.isLocked()).toBe(false)
    expect(await secretsOf(app, ann, id)).toEqual(secrets)
  })

  test('is asked for after a start of the browser, not after a stop of the background', async () => {
    const { world, app, ann, id, secrets } = await setUp()
    await app.lock.set(WORDS, '')
    expect(await secretsOf(world.boot(), ann, id)).toEqual(secrets)
    await world.closeBrowser()
    const next = world.boot()
    expect([await next.lock.isSet(), await next.lock.isLocked()]).toEqual([true, true])
    await expect(next.accounts.token(ann)).rejects.toThrow('locked')
    await expect(next.tokens.held(id)).rejects.toThrow('locked')
    await expect(next.lock.unlock(OTHERS)).rejects.toThrow(WrongPassphrase)
    expect(await next.lock.isLocked()).toBe(true)
    await next.lock.unlock(WORDS)
    expect(await secretsOf(next, ann, id)).toEqual(secrets)
    expect(await secretsOf(world.boot(), ann, id)).toEqual(secrets)
  })

  test('locks by hand, for the next background as well', async () => {
    const { world, app, ann } = await setUp()
    await app.lock.set(WORDS, '')
    await app.lock.lock()
    for (const each of [app, world.boot()]) {
      expect(await each.lock.isLocked()).toBe(true)
      await expect(each.accounts.token(ann)).rejects.toThrow('locked')
    }
    expect(world.session.text()).not.toContain('bytes')
  })

  test('is changed and removed by whoever knows it, and by nobody else', async () => {
    const { world, app, ann, id, secrets } = await setUp()
    await app.lock.set(WORDS, '')
    const before = await world.local.get(['passphrase:own', `account:${ann}`])
    await expect(app.lock.set(OTHERS, 'guess')).rejects.toThrow(WrongPassphrase)
    await expect(app.lock.remove('guess')).rejects.toThrow(WrongPassphrase)
    await expect(app.lock.set('', WORDS)).rejects.toThrow(WrongPassphrase)
    expect(await world.local.get(Object.keys(before))).toEqual(before)
    await app.lock.set(OTHERS, WORDS)
    await app.lock.lock()
    await expect(app.lock.unlock(WORDS)).rejects.toThrow(WrongPassphrase)
    await app.lock.unlock(OTHERS)
    await app.lock.remove(OTHERS)
    expect(await app.lock.isSet()).toBe(false)
    await world.closeBrowser()
    expect(await secretsOf(world.boot(), ann, id)).toEqual(secrets)
    expect(world.session.text()).not.toContain('bytes')
  })

  test('that is forgotten takes what it sealed, and nothing else', async () => {
    const { world, app, ann } = await setUp()
    await app.lock.set(WORDS, '')
    await world.closeBrowser()
    const next = world.boot()
    await next.lock.giveUp()
    await settle()
    expect([await next.lock.isSet(), await next.lock.isLocked()]).toEqual([false, false])
    expect((await next.accounts.get(ann))?.health).toBe('key_lost')
    expect(await next.grants.list()).toHaveLength(1)
  })

  test('gets more rounds with the next unlock when they have risen', async () => {
    const sealing = plainSealing()
    const { world, app, ann, id, secrets } = await setUp({ sealing })
    await app.lock.set(WORDS, '')
    const [before] = keysOnDisk(world)
    await world.closeBrowser()
    Object.assign(sealing, { rounds: 5 })
    const next = world.boot()
    await next.lock.unlock(WORDS)
    expect(world.local.text()).toContain('"iterations":5')
    expect(keysOnDisk(world)).not.toEqual([before])
    expect(await secretsOf(next, ann, id)).toEqual(secrets)
    await next.lock.lock()
    await next.lock.unlock(WORDS)
    expect(await secretsOf(next, ann, id)).toEqual(secrets)
  })

  test('of a newer version is left alone', async () => {
    const { world } = await setUp()
    await world.local.set({ 'passphrase:own': { v: 2, data: {} } })
    const next = world.boot()
    expect([await next.lock.isSet(), await next.lock.isLocked()]).toEqual([true, true])
    for (const act of [next.lock.unlock(WORDS), next.lock.set(WORDS, ''), next.lock.giveUp()]) {
      await expect(act).rejects.toThrow('newer version')
    }
  })
})

describe('sealing anew', () => {
  const deeds: Record<string, (app: Background) => Promise<void>> = {
    set: (app) => app.lock.set(WORDS, ''),
    change: (app) => app.lock.set(OTHERS, WORDS),
    remove: (app) => app.lock.remove(WORDS),
  }

  test.each(Object.keys(deeds))(
    '(%s) is done whole or not at all, wherever it is cut',
    async (name) => {
      for (let endAt = 1; ; endAt++) {
        const { world, app, ann, id, secrets } = await setUp()
        if (name !== 'set') await app.lock.set(WORDS, '')
        const life = createLife(endAt)
        const cut = world.boot(life)
        void deeds[name]?.(cut)
        await settle()
        const isWhole = !life.isOver()
        await world.closeBrowser()
        const next = world.boot()
        await next.wake()
        for (const words of [WORDS, OTHERS]) await next.lock.unlock(words).catch(() => {})
        expect([endAt, await secretsOf(next, ann, id)]).toEqual([endAt, secrets])
        expect(keysOnDisk(world)).toHaveLength(1)
        const isSet = await next.lock.isSet()
        expect(world.place.key === null).toBe(isSet)
        if (isWhole) break
      }
    },
  )

  test.each(Object.keys(deeds))('(%s) changes nothing where the disk is full', async (name) => {
    const { world, app, ann, id, secrets } = await setUp()
    if (name !== 'set') await app.lock.set(WORDS, '')
    const before = world.local.text()
    world.local.broken = 'set'
    await expect(deeds[name]?.(app)).rejects.toThrow(NotStored)
    world.local.broken = null
    expect(world.local.text()).toBe(before)
    expect(await secretsOf(app, ann, id)).toEqual(secrets)
    expect(await secretsOf(world.boot(), ann, id)).toEqual(secrets)
  })

  test('misses nothing that others write meanwhile', async () => {
    const { world, app, ann } = await setUp()
    const late = app.accounts.adding(world.plex.signIn(BOB, IDENTITY))
    const change = await late
    await Promise.all([app.lock.set(WORDS, ''), app.accounts.rename(ann, 'Mine')])
    await app.store.write(change)
    expect(keysOnDisk(world)).toHaveLength(1)
    expect((await app.accounts.get(ann))?.label).toBe('Mine')
    const other = change.key.slice('account:'.length)
    expect((await app.accounts.token(other))?.reveal()).toBeTruthy()
    expect((await world.boot().accounts.token(other))?.reveal()).toBeTruthy()
  })

  test('leaves what it can not open as it is', async () => {
    const { world, ann, id, secrets } = await setUp()
    const key = `account:${ann}`
    const raw = (await world.local.get([key]))[key] as { data: { token: object } }
    const lost = { ...raw.data.token, key: 'gone' }
    await world.local.set({ [key]: { ...raw, data: { ...raw.data, token: lost } } })
    const app = world.boot()
    await app.lock.set(WORDS, '')
    const after = (await world.local.get([key]))[key] as { data: { token: object } }
    expect(after.data.token).toEqual(lost)
    expect((await app.tokens.held(id))?.token.reveal()).toBe(secrets[1])
  })

  test('is refused where a newer version has sealed something', async () => {
    const { world, id } = await setUp()
    await world.local.set({ 'thing:x': { v: 9, data: { secret: { v: 3, iv: '', data: '' } } } })
    const app = world.boot()
    await expect(app.lock.set(WORDS, '')).rejects.toThrow('newer version')
    expect([await app.lock.isSet(), (await app.tokens.held(id)) !== null]).toEqual([false, true])
  })
})

describe('the time without use', () => {
  async function withLimit(lockAfter: 5 | null) {
    const all = await setUp()
    await all.app.lock.set(WORDS, '')
    await all.app.settings.change({ lockAfter })
    await all.app.lock.resume()
    return all
  }
  const MINUTE = 60_000

  test('locks, by an alarm or by whoever asks after it', async () => {
    const { world, app } = await withLimit(5)
    expect(world.alarms.lock).toBe(world.clock.now() + 5 * MINUTE)
    await world.clock.advance(5 * MINUTE - 1)
    expect(await app.lock.isLocked()).toBe(false)
    await world.clock.advance(1)
    expect(await app.lock.isLocked()).toBe(true)
    await settle()
    expect(world.session.text()).not.toContain('bytes')
    expect(world.alarms.lock).toBeNull()
  })

  test('begins anew whenever the person uses Foyer, also for the next background', async () => {
    const { world, app } = await withLimit(5)
    await world.clock.advance(4 * MINUTE)
    await app.lock.used()
    await world.clock.advance(4 * MINUTE)
    const next = world.boot()
    expect(await next.lock.isLocked()).toBe(false)
    await next.lock.resume()
    expect(world.alarms.lock).toBe(world.clock.now() + MINUTE)
    await world.clock.advance(MINUTE)
    expect(await next.lock.isLocked()).toBe(true)
  })

  test('has passed where the clock was set back, or the browser slept', async () => {
    for (const jump of [-10 * MINUTE, 600 * MINUTE]) {
      const { world } = await withLimit(5)
      world.clock.set(world.clock.now() + jump)
      expect(await world.boot().lock.isLocked()).toBe(true)
    }
  })

  test('locks never where the person wants that', async () => {
    const { world, app } = await withLimit(null)
    expect(world.alarms.lock).toBeNull()
    await world.clock.advance(10_000 * MINUTE)
    expect(await app.lock.isLocked()).toBe(false)
  })
})
