import { describe, expect, test, vi } from 'vitest'
import { newKey, testVault } from '../test-support/vault.ts'
import { createVault } from './vault.ts'

describe('a vault', () => {
  test('opens what it sealed, also in its next life', async () => {
    const key = newKey()
    const sealed = await testVault(key).seal('a', 'token')
    expect(await testVault(key).open('a', sealed)).toBe('token')
  })

  test('gives null for what another key sealed', async () => {
    expect(await testVault().open('a', await testVault().seal('a', 'token'))).toBeNull()
  })

  test('gives null for what was sealed for another purpose', async () => {
    const vault = testVault()
    expect(await vault.open('b', await vault.seal('a', 'token'))).toBeNull()
  })

  test('fetches its key once, before anybody asks', async () => {
    const load = vi.fn(async () => ({ key: await newKey(), lasting: false }))
    const vault = createVault(load)
    expect(load).toHaveBeenCalledOnce()
    await vault.seal('a', 'one')
    expect(await vault.isLasting()).toBe(false)
    expect(load).toHaveBeenCalledOnce()
  })

  test('seals nothing without a key, and says so to who asks', async () => {
    const vault = createVault(() => Promise.reject(new Error('no key')))
    await expect(vault.seal('a', 'token')).rejects.toThrow('no key')
    await expect(vault.isLasting()).rejects.toThrow('no key')
  })

  test('says that no key can be had, and tries again when asked again', async () => {
    const key = await newKey()
    const load = vi.fn<() => Promise<{ key: CryptoKey; lasting: boolean }>>()
    load.mockRejectedValueOnce(new Error('not now')).mockResolvedValue({ key, lasting: true })
    const sealed = await testVault(Promise.resolve(key)).seal('a', 'token')
    const vault = createVault(load)
    await expect(vault.open('a', sealed)).rejects.toThrow('not now')
    expect(await vault.open('a', sealed)).toBe('token')
  })

  test('opens the same record once only', async () => {
    const vault = testVault()
    const sealed = await vault.seal('a', 'token')
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt')
    expect([await vault.open('a', sealed), await vault.open('a', sealed)]).toEqual([
      'token',
      'token',
    ])
    expect(decrypt).toHaveBeenCalledOnce()
    decrypt.mockRestore()
  })
})
