import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { SECRET } from '../test-support/plex-server.ts'
import { Token } from './token.ts'

const token = new Token(SECRET)

describe('a token', () => {
  test.each([
    ['String()', () => String(token)],
    ['a template', () => `${token}`],
    ['addition', () => `${token}`.concat('')],
    ['join', () => [token].join()],
    ['inspect', () => inspect(token, { showHidden: true, depth: 9 })],
  ])('prints as [token] in %s', (_way, print) => {
    expect(print()).toBe('[token]')
  })

  test('prints as [token] in JSON, however deep it lies', () => {
    expect(JSON.stringify({ a: [token] })).toBe('{"a":["[token]"]}')
  })

  test('prints as [token] as the cause of an error and inside other things', () => {
    const error = new Error('no', { cause: token })
    for (const thing of [error, { token }, [token], new Map([['t', token]])]) {
      const text = inspect(thing, { showHidden: true, depth: 9, getters: true })
      expect(text).toContain('[token]')
      expect(text).not.toContain(SECRET)
    }
  })

  test('has no member that a console could show', () => {
    expect(Reflect.ownKeys(token)).toEqual([])
    expect(structuredClone({ ...token })).toEqual({})
  })

  test('gives its text to who asks for it by name', () => {
    expect(token.reveal()).toBe(SECRET)
    expect(new Token('other').reveal()).toBe('other')
  })
})
