import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { memoryArea } from '../test-support/memory-area.ts'
import { seal, unseal } from './seal.ts'
import { loadSealingKey } from './sealing-key.ts'

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
}))

beforeEach(() => {
  idb.items.clear()
  idb.refuses = false
})
afterEach(() => void vi.restoreAllMocks())

describe('the sealing key', () => {
  test('is made once, kept in IndexedDB and lasts', async () => {
    const [local, session] = [memoryArea(), memoryArea()]
    const one = await loadSealingKey(local, session)
    const two = await loadSealingKey(local, session)
    expect([one.lasting, two.lasting]).toEqual([true, true])
    expect(await unseal(two.key, 'a', await seal(one.key, 'a', 'token'))).toBe('token')
    expect(session.writes).toEqual([])
    expect(local.text()).toBe('{"sealing-key-lasts":true}')
  })

  test('cannot be taken out', async () => {
    const { key } = await loadSealingKey(memoryArea(), memoryArea())
    expect(key.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  })

  test('lasts as long as the session where IndexedDB refuses', async () => {
    idb.refuses = true
    const [local, session] = [memoryArea(), memoryArea()]
    const one = await loadSealingKey(local, session)
    const two = await loadSealingKey(local, session)
    expect([one.lasting, two.lasting]).toEqual([false, false])
    expect(one.key.extractable).toBe(false)
    expect(await unseal(two.key, 'a', await seal(one.key, 'a', 'token'))).toBe('token')
    const next = await loadSealingKey(local, memoryArea())
    await expect(unseal(next.key, 'a', await seal(one.key, 'a', 'token'))).rejects.toThrow()
  })

  test('is not replaced where IndexedDB fails after it has worked', async () => {
    const [local, session] = [memoryArea(), memoryArea()]
    const one = await loadSealingKey(local, session)
    idb.refuses = true
    await expect(loadSealingKey(local, session)).rejects.toThrow('refused')
    // Nor where nobody can tell whether it has worked.
    local.broken = 'get'
    await expect(loadSealingKey(local, session)).rejects.toThrow()
    expect(session.writes).toEqual([])
    local.broken = null
    idb.refuses = false
    const two = await loadSealingKey(local, session)
    expect(two.lasting).toBe(true)
    expect(await unseal(two.key, 'a', await seal(one.key, 'a', 'token'))).toBe('token')
  })

  test('is 256 bits of chance', async () => {
    idb.refuses = true
    const [one, two] = [memoryArea(), memoryArea()]
    await loadSealingKey(memoryArea(), one)
    await loadSealingKey(memoryArea(), two)
    const [bytes] = Object.values(JSON.parse(one.text())) as [number[]]
    expect(bytes).toHaveLength(32)
    expect(one.text()).not.toBe(two.text())
  })
})
