import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asRequest, notARequest } from './envelope.ts'

const GOOD = { jsonrpc: '2.0', id: 1, method: 'foyer.state' }

function cyclic(): object {
  const ring: Record<string, unknown> = {}
  ring.self = ring
  return ring
}

describe('a request', () => {
  test.each([
    ['without params', GOOD],
    ['with params', { ...GOOD, params: { refresh: true } }],
    ['with a text for an id', { ...GOOD, id: 'a' }],
    ['with the id 0', { ...GOOD, id: 0 }],
    ['with the longest id', { ...GOOD, id: 'x'.repeat(256) }],
  ])('%s passes as it is', (_what, request) => {
    expect(asRequest(request)).toEqual(request)
  })

  test('loses what does not belong to it', () => {
    expect(asRequest({ ...GOOD, origin: 'https://bank.example', clicked: true })).toEqual(GOOD)
  })

  test('carries only what JSON can show, so that nothing large hides in it', () => {
    const params = { map: new Map([['a', 1]]), bytes: new ArrayBuffer(100_000), date: new Date(0) }
    expect(asRequest({ ...GOOD, params })?.params).toEqual({
      map: {},
      bytes: {},
      date: '1970-01-01T00:00:00.000Z',
    })
  })

  test('may have 64 KiB and no more', () => {
    const frame = JSON.stringify({ ...GOOD, params: '' }).length
    expect(asRequest({ ...GOOD, params: 'x'.repeat(65_536 - frame) })).not.toBeNull()
    expect(asRequest({ ...GOOD, params: 'x'.repeat(65_537 - frame) })).toBeNull()
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'foyer.state'],
    ['a number', 7],
    ['a list of requests', [GOOD]],
    ['another version', { ...GOOD, jsonrpc: '1.0' }],
    ['no version', { id: 1, method: 'foyer.state' }],
    ['no method', { jsonrpc: '2.0', id: 1 }],
    ['a method that is no text', { ...GOOD, method: {} }],
    ['no id', { jsonrpc: '2.0', method: 'foyer.state' }],
    ['an id that is null', { ...GOOD, id: null }],
    ['an id that is NaN', { ...GOOD, id: Number.NaN }],
    ['an id without end', { ...GOOD, id: Number.POSITIVE_INFINITY }],
    ['an id that is an object', { ...GOOD, id: {} }],
    ['an id that is too long', { ...GOOD, id: 'x'.repeat(257) }],
    ['params in a circle', { ...GOOD, params: cyclic() }],
    ['a BigInt', { ...GOOD, params: { n: 1n } }],
  ])('is not %s', (_what, data) => {
    expect(asRequest(data)).toBeNull()
  })

  test('or none: nothing that a page can send makes it throw', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withMap: true, withNullPrototype: true }),
        (data) => {
          expect(() => asRequest(data)).not.toThrow()
          expect(() => notARequest(data)).not.toThrow()
        },
      ),
    )
  })
})

describe('the answer to what is no request', () => {
  test.each([
    [{ id: 7, method: 1 }, 7],
    [{ id: 'a' }, 'a'],
    [{ id: {} }, null],
    [null, null],
    ['text', null],
  ])('to %j has the id %j', (data, id) => {
    expect(notARequest(data)).toMatchObject({
      jsonrpc: '2.0',
      id,
      error: { code: -32600, data: { reason: 'invalid_request', retryable: false } },
    })
  })
})
