import { describe, expect, test } from 'vitest'
import { NoNetwork } from '../plex/errors.ts'
import { settle } from '../test-support/clock.ts'
import { createLife } from '../test-support/life.ts'
import { hold, ID, make, ordersWorld, recordOf, textOf } from '../test-support/orders.ts'

const offline = new NoNetwork('no')

describe('a token made anew', () => {
  test('is another one under the same identifier, and the only one that lives', async () => {
    const { app, order, plex } = await ordersWorld()
    await make(app, order)
    const [before] = plex.made()
    plex.kill(before ?? '')
    await app.tokens.renew(ID)
    const [after, ...more] = plex.made()
    expect([after === before, more]).toEqual([false, []])
    expect(await textOf(app)).toBe(after)
    expect(plex.pins.map(({ who }) => who.clientIdentifier)).toEqual([ID, ID])
  })

  test('that could not be made is none, and the next try goes on', async () => {
    const { app, order, plex } = await ordersWorld()
    await make(app, order)
    plex.fail('linkPin', { error: offline, when: 'after' })
    await expect(app.tokens.renew(ID)).rejects.toBe(offline)
    expect(await app.tokens.held(ID)).toBeNull()
    await app.tokens.renew(ID)
    expect(plex.pins).toHaveLength(2)
    expect(await textOf(app)).toBe(plex.made()[0])
  })

  test('may be cut short at any step: it is held still, and can be made anew', async () => {
    for (let endAt = 1; ; endAt++) {
      const { world, app: first, order, plex } = await ordersWorld()
      await make(first, order)
      const life = createLife(endAt)
      void world.boot(life).tokens.renew(ID)
      await settle()
      const isCut = life.isOver()
      const app = world.boot()
      expect(await recordOf(app), `step ${endAt}`).toMatchObject({ state: 'held' })
      await app.tokens.renew(ID)
      expect(plex.made(), `step ${endAt}`).toHaveLength(1)
      expect(await textOf(app)).toBe(plex.made()[0])
      if (isCut) continue
      expect(endAt).toBeGreaterThan(10)
      return
    }
  })

  test('is not made for who no longer holds it', async () => {
    const { app, order, plex } = await ordersWorld()
    await app.tokens.renew(ID)
    await make(app, order)
    await hold(app, null, ID)
    await app.tokens.renew(ID)
    expect(plex.count('createPin')).toBe(1)
  })

  test('is ended where its holder leaves while it is made', async () => {
    const { app, order, plex } = await ordersWorld()
    await make(app, order)
    plex.meanwhile('linkPin', () => hold(app, null, ID))
    await app.tokens.renew(ID)
    expect(await app.tokens.held(ID)).toBeNull()
    await app.tokens.endAtPlex()
    expect(plex.made()).toEqual([])
  })
})
