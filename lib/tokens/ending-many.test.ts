import { describe, expect, test } from 'vitest'
import { NoNetwork, type PlexError, RateLimited, ServerTrouble } from '../plex/errors.ts'
import { hold, make, ordersWorld } from '../test-support/orders.ts'

const offline = new NoNetwork('no')

describe('many at once', () => {
  async function manyWorld() {
    const all = await ordersWorld()
    const ids = ['a', 'b', 'c']
    for (const id of ids) await make(all.app, { ...all.order, clientIdentifier: id })
    await all.clock.advance(60_000)
    all.plex.calls.length = 0
    return { ...all, revoke: () => Promise.all(ids.map((id) => hold(all.app, null, id))) }
  }

  test.each<[string, PlexError]>([
    ['is not there', offline],
    ['wants less', new RateLimited('no', { status: 429 }, 60_000)],
  ])('ask a Plex that %s once, and all wait', async (_, error) => {
    const { app, plex, clock, revoke } = await manyWorld()
    plex.failAll(error)
    await revoke()
    await app.tokens.endAtPlex()
    await clock.advance(600_000)
    plex.calls.length = 0
    await app.tokens.endAtPlex()
    await app.tokens.endAtPlex()
    expect(plex.calls).toEqual([expect.stringMatching(/^signOut /)])
    const troubles = (await app.tokens.pending()).map(({ trouble }) => trouble)
    expect(troubles).toEqual([error.kind, error.kind, error.kind])
  })

  test('do not wait for one that Plex has trouble with', async () => {
    const { app, plex, revoke } = await manyWorld()
    plex.fail('signOut', { error: new ServerTrouble('no', { status: 500 }) })
    await revoke()
    await app.tokens.endAtPlex()
    expect(plex.made()).toHaveLength(1)
  })

  test('are ended by two rounds at once as by one', async () => {
    const { app, plex, revoke } = await manyWorld()
    await revoke()
    await Promise.all([app.tokens.endAtPlex(), app.tokens.endAtPlex(true)])
    expect([plex.made(), plex.count('signOut')]).toEqual([[], 3])
  })
})
