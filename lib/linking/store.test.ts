import { describe, expect, test } from 'vitest'
import { createStore } from '../storage/store.ts'
import { STATES, WAITING } from '../test-support/link-states.ts'
import { memoryArea } from '../test-support/memory-area.ts'
import { testVault } from '../test-support/vault.ts'
import { createLinkStore } from './store.ts'

function setUp(area = memoryArea(), vault = testVault()) {
  const store = createStore(area, () => {})
  const links = createLinkStore(store, vault)
  return {
    area,
    links,
    save: async (state: typeof WAITING) => store.write(await links.change(state)),
  }
}

describe('the link at rest', () => {
  test.each(STATES)('comes back as it was: $phase', async (state) => {
    const { area, links } = setUp()
    const store = createStore(area, () => {})
    await store.write(await links.change(state))
    expect(await links.load()).toEqual(state)
  })

  test('is idle where nothing is stored', async () => {
    expect(await setUp().links.load()).toEqual({ phase: 'idle' })
  })

  test("shows a thief of the disk neither the PIN's id nor its code", async () => {
    const { area, save } = setUp()
    await save(WAITING)
    expect(area.text()).toContain('waiting')
    expect(area.text()).not.toMatch(/pin-1|c0de/)
  })

  test('has failed where the key is lost, and says what kind of PIN it was', async () => {
    const { area, save } = setUp()
    await save(WAITING)
    expect(await setUp(area).links.load()).toEqual({
      phase: 'failed',
      kind: 'strong',
      trouble: 'key_lost',
      retryAt: 0,
    })
  })

  test.each([
    ['rubbish', 'rubbish'],
    ['of no known phase', { v: 1, data: { phase: 'dancing' } }],
    ['short of a member', { v: 1, data: { phase: 'creating', kind: 'strong' } }],
    ['from a newer version', { v: 2, data: { phase: 'idle' } }],
  ])('is idle where the record is %s', async (_what, raw) => {
    expect(await setUp(memoryArea({ 'link:current': raw })).links.load()).toEqual({ phase: 'idle' })
  })

  test('is not idle where only the disk has trouble', async () => {
    const { area, links } = setUp()
    area.broken = 'get'
    await expect(links.load()).rejects.toThrow('the disk is broken')
  })

  test('has not failed where the key cannot be had for a moment', async () => {
    const { area, save } = setUp()
    await save(WAITING)
    const before = area.text()
    const vault = testVault(() => Promise.reject(new Error('no key')))
    await expect(setUp(area, vault).links.load()).rejects.toThrow('no key')
    expect(area.text()).toBe(before)
  })
})
