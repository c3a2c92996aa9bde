import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryArea } from '../test-support/memory-area.ts'
import { newKey } from '../test-support/vault.ts'
import { createKeyPlace } from './key-place.ts'
import { seal, unseal } from './seal.ts'

const idb = vi.hoisted(() => ({ items: new Map<string, unknown>(), refuses: false }))

vi.mock('idb-keyval', () => ({
  createStore: (database: string, name: string) => {
    if (idb.refuses) throw new DOMException('refused', 'InvalidStateError')
    return `${database}/${name}`
  },
  get: async (key: string, store: string) => idb.items.get(`${store}/${key}`),
  set: async (key: string, value: unknown, store: string) => {
    idb.items.set(`${store}/${key}`, value)
  },
  del: async (key: string, store: string) => void idb.items.delete(`${store}/${key}`),
}))

beforeEach(() => {
  idb.items.clear()
  idb.refuses = false
})
afterEach(() => void vi.restoreAllMocks())

function setUp() {
  const [local, session] = [memoryArea(), memoryArea()]
  return { local, session, place: createKeyPlace(local, session) }
}

function keyFor(name: string, usages: KeyUsage[]): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name, length: 256 }, false, usages) as Promise<CryptoKey>
}

describe('the place of the key', () => {
  test('is IndexedDB, where it lasts', async () => {
    const { local, session, place } = setUp()
    expect(await place.find()).toBeNull()
    expect(local.writes).toEqual([])
    const made = await place.make()
    const found = await createKeyPlace(local, session).find()
    expect([made.lasting, found?.lasting, found?.id]).toEqual([true, true, made.id])
    expect(found && (await unseal(found, 'a', await seal(made, 'a', 'token')))).toBe('token')
    expect(session.writes).toEqual([])
    expect(local.text()).toBe('{"sealing-key-lasts":true}')
  })

  test('gives none that can be taken out', async () => {
    const { key } = await setUp().place.make()
    expect(key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  })

  test('has another one when that is made, and none when it is cleared', async () => {
    const { place } = setUp()
    const [one, two] = [await place.make(), await place.make()]
    expect(two.id).not.toBe(one.id)
    expect((await place.find())?.id).toBe(two.id)
    await place.clear()
    expect(await place.find()).toBeNull()
  })

  test('names a key that had no name, once', async () => {
    const old = await newKey()
    idb.items.set('foyer/keys/sealing-key', old.key)
    const { place } = setUp()
    const found = await place.find()
    expect(found?.key).toBe(old.key)
    expect((await place.find())?.id).toBe(found?.id)
  })

  test.each([
    ['a text', async () => 'rubbish'],
    ['an object without a key', async () => ({})],
    ['a name with something else', async () => ({ id: 'a', key: {} })],
    ['a key without a name', async () => ({ key: (await newKey()).key })],
    ['a key for something else', () => keyFor('AES-CTR', ['encrypt', 'decrypt'])],
    ['a key that opens nothing', () => keyFor('AES-GCM', ['encrypt'])],
  ])('takes %s for no key, and has another one made', async (_, rubbish) => {
    idb.items.set('foyer/keys/sealing-key', await rubbish())
    const { place } = setUp()
    expect(await place.find()).toBeNull()
    const made = await place.make()
    expect((await place.find())?.id).toBe(made.id)
  })

  test.each([
    ['text', 'rubbish'],
    ['object without bytes', { id: 'a' }],
    ['bytes too few', { id: 'a', bytes: [1, 2] }],
    ['numbers that are none', { id: 'a', bytes: Array(32).fill(256) }],
  ])('takes %s in the session for no key', async (_, rubbish) => {
    idb.refuses = true
    const { session, place } = setUp()
    await session.set({ 'sealing-key': rubbish })
    expect(await place.find()).toBeNull()
  })

  test('is the session where IndexedDB refuses', async () => {
    idb.refuses = true
    const { local, session, place } = setUp()
    expect(await place.find()).toBeNull()
    const made = await place.make()
    const found = await createKeyPlace(local, session).find()
    expect([made.lasting, found?.lasting, found?.id]).toEqual([false, false, made.id])
    expect(made.key.extractable).toBe(false)
    expect(found && (await unseal(found, 'a', await seal(made, 'a', 'token')))).toBe('token')
    expect(await createKeyPlace(local, memoryArea()).find()).toBeNull()
    await place.clear()
    expect(session.text()).toBe('{}')
  })

  test('fails for now where IndexedDB fails after it has worked', async () => {
    const { local, session, place } = setUp()
    const made = await place.make()
    await vi.waitFor(() => expect(local.text()).toContain('lasts'))
    idb.refuses = true
    for (const ask of [place.find, place.make, place.clear]) {
      await expect(ask()).rejects.toThrow('refused')
    }
    // Nor where nobody can tell whether it has worked.
    local.broken = 'get'
    await expect(place.find()).rejects.toThrow()
    expect(session.text()).toBe('{}')
    local.broken = null
    idb.refuses = false
    expect((await place.find())?.id).toBe(made.id)
  })

  test('makes 256 bits of chance', async () => {
    idb.refuses = true
    const [one, two] = [setUp(), setUp()]
    await one.place.make()
    await two.place.make()
    const [kept] = Object.values(JSON.parse(one.session.text())) as [{ bytes: number[] }]
    expect(kept.bytes).toHaveLength(32)
    expect(one.session.text()).not.toBe(two.session.text())
  })
})
