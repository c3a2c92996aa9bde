import { describe, expect, test, vi } from 'vitest'
import { newKey, testVault } from '../test-support/vault.ts'

describe('a vault', () => {
  test('opens what it sealed, also in its next life', async () => {
    const key = newKey()
    const sealed = await testVault(key).seal('a', 'token')
    expect(await testVault(key).open('a', sealed)).toBe('token')
  })

  test('gives null for what another key sealed', async () => {
    expect(await testVault().open('a', await testVault().seal('a', 'token'))).toBeNull()
  })

  test('gives null for what was sealed for another purpose, or is damaged', async () => {
    const vault = testVault()
    const sealed = await vault.seal('a', 'token')
    expect(await vault.open('b', sealed)).toBeNull()
    expect(await vault.open('a', { ...sealed, data: 'AAAA' })).toBeNull()
  })

  test('leaves alone what a newer version sealed, and says so', async () => {
    const vault = testVault()
    const newer = { ...(await vault.seal('a', 'token')), v: 3 }
    await expect(vault.open('a', newer)).rejects.toMatchObject({ key: 'a', reason: 'newer' })
  })

  test('says that no key can be had, and tries again when asked again', async () => {
    const key = await newKey()
    const current = vi.fn<() => Promise<typeof key>>()
    current.mockRejectedValueOnce(new Error('not now')).mockResolvedValue(key)
    const sealed = await testVault(Promise.resolve(key)).seal('a', 'token')
    const vault = testVault(current)
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

  test('gives nothing of what it opened once its key is gone', async () => {
    const key = await newKey()
    const current = vi.fn(async () => key)
    const vault = testVault(current)
    const sealed = await vault.seal('a', 'token')
    expect(await vault.open('a', sealed)).toBe('token')
    current.mockRejectedValue(new Error('locked'))
    await expect(vault.open('a', sealed)).rejects.toThrow('locked')
    current.mockResolvedValue(await newKey())
    expect(await vault.open('a', sealed)).toBeNull()
  })
})
