import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newKey } from '../test-support/vault.ts'
import { isNewer, isSealed, type Sealed, seal, unseal } from './seal.ts'

const key = await newKey()

function flipped(base64 = ''): string {
  const bytes = Buffer.from(base64, 'base64')
  bytes[0] = (bytes[0] ?? 0) ^ 1
  return bytes.toString('base64')
}

describe('a sealed text', () => {
  test('opens to what it was, whatever it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        expect(await unseal(key, 'a', await seal(key, 'a', text))).toBe(text)
      }),
      { numRuns: 30 },
    )
  })

  test('survives the disk, as JSON, and tells its key and its purpose', async () => {
    const stored = JSON.parse(JSON.stringify(await seal(key, 'a', 'token'))) as Sealed
    expect(stored).toMatchObject({ v: 2, key: key.id, for: 'a' })
    expect(await unseal(key, 'a', stored)).toBe('token')
  })

  test('of the first version opens still', async () => {
    const iv = new Uint8Array(12)
    const additionalData = new TextEncoder().encode('foyer/a/1')
    const how = { name: 'AES-GCM', iv, additionalData }
    const data = await crypto.subtle.encrypt(how, key.key, new TextEncoder().encode('token'))
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
    const old = { v: 1, iv: base64(iv), data: base64(new Uint8Array(data)) }
    expect(await unseal(key, 'a', old)).toBe('token')
    await expect(unseal(key, 'b', old)).rejects.toThrow()
    await expect(unseal(key, 'a', { ...old, v: 2 })).rejects.toThrow()
  })

  test('opens for no other purpose', async () => {
    const sealed = await seal(key, 'account:1', 'token')
    await expect(unseal(key, 'account:2', sealed)).rejects.toThrow()
  })

  test('opens with no other key, and with its own under no other name', async () => {
    const sealed = await seal(key, 'a', 'token')
    await expect(unseal(await newKey(), 'a', sealed)).rejects.toThrow()
    await expect(unseal({ ...key, id: 'other' }, 'a', sealed)).rejects.toThrow()
  })

  test.each([1, 3])('opens not as one of version %i', async (v) => {
    const sealed = await seal(key, 'a', 'token')
    await expect(unseal(key, 'a', { ...sealed, v })).rejects.toThrow()
  })

  test.each(['iv', 'data'] as const)('opens no more when its %s was touched', async (part) => {
    const sealed = await seal(key, 'a', 'token')
    await expect(unseal(key, 'a', { ...sealed, [part]: flipped(sealed[part]) })).rejects.toThrow()
  })

  test('opens no more when it was cut short or is no base64', async () => {
    const { data, ...rest } = await seal(key, 'a', 'token')
    for (const damaged of [{ data: '' }, { data: '%%' }, {}]) {
      await expect(unseal(key, 'a', { ...rest, ...damaged })).rejects.toThrow()
    }
  })

  test('never looks the same twice, nor like its text', async () => {
    const [one, two] = [await seal(key, 'a', 'token'), await seal(key, 'a', 'token')]
    expect(one.iv).not.toBe(two.iv)
    expect(one.data).not.toBe(two.data)
    expect(Buffer.from(one.iv ?? '', 'base64')).toHaveLength(12)
    expect(Buffer.from(one.data ?? '', 'base64').toString()).not.toContain('token')
  })

  test('is told from everything else that is stored', async () => {
    expect(isSealed(await seal(key, 'a', 'token'))).toBe(true)
    for (const other of [null, 7, 'x', {}, { v: 1, data: {} }, { v: 1, data: 'x' }]) {
      expect(isSealed(other)).toBe(false)
    }
    expect([1, 2, 3].map((v) => isNewer({ v }))).toEqual([false, false, true])
  })
})
