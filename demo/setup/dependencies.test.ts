import { describe, expect, test } from 'vitest'
import { missingPackages } from './dependencies.mjs'

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b-win32': { version: '2.0.0', optional: true },
  },
}

describe('which packages are missing', () => {
  test('none, when all but another platform’s are there', () => {
    expect(missingPackages(lock, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(0)
  })

  test('one of another version', () => {
    expect(missingPackages(lock, { packages: { 'node_modules/a': { version: '1.0.1' } } })).toBe(1)
  })

  test('an optional one of another version', () => {
    const packages = { ...lock.packages, 'node_modules/b-win32': { version: '1.9.0' } }
    expect(missingPackages(lock, { packages })).toBe(1)
  })

  test('all that are needed, on a fresh machine', () => {
    expect(missingPackages(lock, { packages: {} })).toBe(1)
  })
})
