import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newKey } from '../test-support/vault.ts'
import { type Sealed, seal, unseal } from './seal.ts'

const key = await newKey()

function flipped(base64: string): string {
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

  test('survives the disk, as JSON', async () => {
    const stored = JSON.parse(JSON.stringify(await seal(key, 'a', 'token'))) as Sealed
    expect(stored.v).toBe(1)
    expect(await unseal(key, 'a', stored)).toBe('token')
  })

  test('opens for no other purpose', async () => {
    const sealed = await seal(key, 'account:1', 'token')
    await expect(unseal(key, 'account:2', sealed)).rejects.toThrow()
  })

  test('opens with no other key', async () => {
    const sealed = await seal(key, 'a', 'token')
    await expect(unseal(await newKey(), 'a', sealed)).rejects.toThrow()
  })

  test.each(['iv', 'data'] as const)('opens no more when its %s was touched', async (part) => {
    const sealed = await seal(key, 'a', 'token')
    await expect(unseal(key, 'a', { ...sealed, [part]: flipped(sealed[part]) })).rejects.toThrow()
  })

  test('opens no more when it was cut short or is no base64', async () => {
    const sealed = await seal(key, 'a', 'token')
    await expect(unseal(key, 'a', { ...sealed, data: '' })).rejects.toThrow()
    await expect(unseal(key, 'a', { ...sealed, data: '%%' })).rejects.toThrow()
  })

  test('never looks the same twice, nor like its text', async () => {
    const [one, two] = [await seal(key, 'a', 'token'), await seal(key, 'a', 'token')]
    expect(one.iv).not.toBe(two.iv)
    expect(one.data).not.toBe(two.data)
    expect(Buffer.from(one.iv, 'base64')).toHaveLength(12)
    expect(Buffer.from(one.data, 'base64').toString()).not.toContain('token')
  })
})
