import { describe, expect, test } from 'vitest'
import { createLife } from '../test-support/life.ts'
import { FRONT } from '../test-support/plex-tabs.ts'
import { approve, BACK, livesAt, signInWorld } from '../test-support/sign-in-world.ts'

/** The background is stopped at this step of approving, and starts again after so long. */
async function cutAt(endAt: number, awayMs: number, passphrase?: string) {
  const { world, app: first, ann, plex, tabs, clock } = await signInWorld()
  if (passphrase) await first.lock.set(passphrase, '')
  const life = createLife(endAt)
  void approve(world.boot(life), ann).catch((error) => world.errors.push(error))
  await clock.advance(0)
  const isCut = life.isOver()
  const isBegun = JSON.stringify(await world.local.get(null)).includes('sign-in:')
  life.end()
  await clock.advance(awayMs)
  const app = world.boot()
  if (passphrase) await app.lock.lock()
  await app.wake()
  await app.wake()
  const [signIn] = await app.signIns.list()
  return { app, isCut, isBegun, signIn, lives: livesAt(plex), page: tabs.get(FRONT), plex }
}

describe('approving, cut at any step', () => {
  test('goes on by itself soon after, and nothing that was given is forgotten', async () => {
    for (let endAt = 1; ; endAt++) {
      const { app, isCut, isBegun, signIn, lives, page } = await cutAt(endAt, 5000)
      const at = `cut at step ${endAt}`
      expect([(await app.signIns.list()).length, lives], at).toEqual(isBegun ? [1, 1] : [0, 0])
      if (lives) expect([signIn?.state, signIn?.code, page], at).toEqual(['done', null, BACK])
      if (signIn) expect(signIn.device, at).not.toBeNull()
      if (isCut) continue
      expect(endAt).toBeGreaterThan(12)
      return
    }
  })

  test('and locked since, forgets nothing, and goes on with the unlock', async () => {
    for (let endAt = 1; ; endAt++) {
      const { app, isCut, isBegun, plex } = await cutAt(endAt, 5000, 'four words or more')
      const at = `cut at step ${endAt}`
      const held = isBegun ? 1 : 0
      expect((await app.signIns.list()).length, at).toBe(held)
      await app.lock.unlock('four words or more')
      await app.wake()
      expect([(await app.signIns.list()).length, livesAt(plex)], at).toEqual([held, held])
      if (!isCut) return
    }
  })

  test('gives nothing any more when the person has long gone, and what was given is listed', async () => {
    for (let endAt = 1; ; endAt++) {
      const { app, isCut, lives, plex } = await cutAt(endAt, 3_600_000)
      const at = `cut at step ${endAt}`
      expect((await app.signIns.list()).length, at).toBe(lives)
      expect(plex.count('linkPin') <= 1, at).toBe(true)
      if (!isCut) return
    }
  })

  test('Revoke, cut at any step, ends the device all the same', async () => {
    for (let endAt = 1; ; endAt++) {
      const { world, app, ann, plex } = await signInWorld()
      await approve(app, ann)
      const [signIn] = await app.signIns.list()
      const life = createLife(endAt)
      const cut = world.boot(life)
      void cut.signIns.revoke(signIn?.id ?? '').then(() => cut.endAtPlex(true))
      await world.clock.advance(0)
      const isCut = life.isOver()
      await world.sleep(2, 60_000)
      const next = world.boot()
      const left = await next.signIns.list()
      if (left.length) await next.signIns.revoke(left[0]?.id ?? '')
      await world.sleep(2, 60_000)
      const at = `cut at step ${endAt}`
      const last = world.boot()
      expect([livesAt(plex), await last.signIns.list()], at).toEqual([0, []])
      expect([await last.tokens.pending(), world.errors], at).toEqual([[], []])
      if (!isCut) return
    }
  })
})
