import { describe, expect, test } from 'vitest'
import { createStore } from '../storage/store.ts'
import { memoryArea } from '../test-support/memory-area.ts'
import type { Account } from './account.ts'
import { createCurrent, currentOf } from './current.ts'

const account = (id: string, health: Account['health'] = 'ok') => ({ id, health }) as Account

describe('the account that the person uses', () => {
  test.each([
    ['the one they chose', [account('a'), account('b')], 'b', 'b'],
    ['the one they chose, be it signed out', [account('a'), account('b', 'signed_out')], 'b', 'b'],
    ['the oldest without a choice', [account('a'), account('b')], null, 'a'],
    ['the oldest of use', [account('a', 'key_lost'), account('b')], null, 'b'],
    [
      'the oldest where none is of use',
      [account('a', 'gone'), account('b', 'signed_out')],
      null,
      'a',
    ],
    ['another where the chosen one has left', [account('a')], 'b', 'a'],
    ['another where it is leaving', [account('a'), account('b', 'signing_out')], 'b', 'a'],
    ['nobody', [], 'b', null],
    ['nobody where all are leaving', [account('a', 'signing_out')], 'a', null],
  ])('is %s', (_what, accounts, chosen, expected) => {
    expect(currentOf(accounts, chosen)).toBe(expected)
  })

  test('is remembered', async () => {
    const area = memoryArea()
    await createCurrent(createStore(area, () => {})).choose('b')
    expect(await createCurrent(createStore(area, () => {})).chosen()).toBe('b')
  })

  test('is a choice of one click: a damaged record is none', async () => {
    const area = memoryArea({ 'current:account': { v: 1, data: 7 } })
    expect(await createCurrent(createStore(area, () => {})).chosen()).toBeNull()
  })
})
