import { describe, expect, test } from 'vitest'
import { Forbidden, NoNetwork, NotFound, RateLimited } from '../plex/errors.ts'
import { ANN, BOB } from '../test-support/accounts-world.ts'
import { APP } from '../test-support/background.ts'
import { settle } from '../test-support/clock.ts'
import { tokensWorld } from '../test-support/tokens-world.ts'

const choice = { tokenKind: 'site', duration: 'hour', email: false } as const

/** Plex has refused us, and the person goes to approve the site at Plex's own page. */
async function atPlex() {
  const world = tokensWorld()
  const app = world.boot()
  const [ann, bob] = [await app.signIn(), await app.signIn(BOB)]
  await app.sites.allow(APP)
  const heard = app.ask()
  await settle()
  const id = (await app.desk.open())[0]?.id ?? ''
  world.plex.fail('linkPin', { error: new Forbidden('no', { status: 403, code: 1009 }) })
  await app.decisions.allow(id, { ...choice, accountId: ann })
  await app.decisions.allowAtPlex(id)
  await settle()
  const work = async (of = app) => (await of.desk.find(id))?.work ?? null
  return {
    world,
    app,
    plex: world.plex,
    clock: world.clock,
    page: world.page,
    ann,
    bob,
    heard,
    id,
    work,
  }
}

describe('approving a site at Plex’s own page', () => {
  test('opens it with the site’s PIN, and goes on by itself', async () => {
    const { app, plex, clock, page, heard, work } = await atPlex()
    expect([page.opened, (await work())?.state]).toEqual([[plex.pins[0]?.code], 'at_plex'])
    plex.approve(ANN, page.opened[0] ?? '')
    await clock.advance(1000)
    expect([heard.decision, page.closed]).toEqual(['allowed', 1])
    const grant = await app.grants.live(APP)
    const held = await app.tokens.held(grant?.clientIdentifier ?? '')
    expect([held?.token.reveal()]).toEqual(plex.made())
    expect(plex.count('linkPin')).toBe(1)
  })

  test('asks once a second, and less where Plex says so', async () => {
    const { plex, clock } = await atPlex()
    await clock.advance(3000)
    expect(plex.count('getPin')).toBe(4)
    plex.fail('getPin', { error: new RateLimited('no', { status: 429 }, 9000) })
    await clock.advance(1000)
    await clock.advance(8999)
    expect(plex.count('getPin')).toBe(5)
    await clock.advance(1)
    expect(plex.count('getPin')).toBe(6)
    plex.fail('getPin', { error: new RateLimited('no', { status: 429 }, null) })
    await clock.advance(1000)
    await clock.advance(4999)
    expect(plex.count('getPin')).toBe(7)
  })

  test('goes on through trouble', async () => {
    const { plex, clock, page, heard } = await atPlex()
    plex.fail('getPin', { error: new NoNetwork('no') })
    await clock.advance(1000)
    plex.approve(ANN, page.opened[0] ?? '')
    plex.fail('getUser', { error: new NoNetwork('no') })
    await clock.advance(1000)
    expect(heard.decision).toBeNull()
    await clock.advance(1000)
    expect(heard.decision).toBe('allowed')
  })

  test('as somebody else gives nothing, and is told', async () => {
    const { app, plex, clock, page, work, heard } = await atPlex()
    plex.approve(BOB, page.opened[0] ?? '')
    await clock.advance(1000)
    expect(await work()).toMatchObject({ state: 'refused', trouble: 'other_account' })
    expect([plex.made(), await app.grants.list(), heard.decision]).toEqual([[], [], null])
    expect(page.closed).toBe(1)
  })

  test('ends with the time of its PIN', async () => {
    const { clock, work, page } = await atPlex()
    await clock.advance(1_800_000)
    await clock.advance(1000)
    expect(await work()).toMatchObject({ state: 'refused', trouble: 'not_found' })
    expect(page.closed).toBe(1)
  })

  test('can be opened again, and is watched once', async () => {
    const { app, plex, clock, page, id } = await atPlex()
    await app.decisions.allowAtPlex(id)
    await app.decisions.allowAtPlex(id)
    const [code] = page.opened
    expect([page.opened, plex.pins.length]).toEqual([[code, code, code], 1])
    const before = plex.count('getPin')
    await clock.advance(5000)
    expect(plex.count('getPin') - before).toBe(5)
  })

  test('ends where the person denies after all; what they approve then lives no longer', async () => {
    const { world, app, plex, clock, page, id } = await atPlex()
    await app.desk.denied(id, true)
    await clock.advance(1000)
    expect(page.closed).toBe(1)
    const polls = plex.count('getPin')
    await clock.advance(10_000)
    expect(plex.count('getPin')).toBe(polls)
    plex.approve(ANN, page.opened[0] ?? '')
    await world.sleep(2, 1_000_000)
    expect(plex.made()).toEqual([])
  })

  test('gives way to another choice', async () => {
    const { app, plex, clock, page, bob, heard, id } = await atPlex()
    await app.decisions.allow(id, { ...choice, accountId: bob })
    await clock.advance(2000)
    expect([heard.decision, page.closed]).toEqual(['allowed', 1])
    expect(await app.grants.list()).toMatchObject([{ accountId: bob }])
    expect(plex.made()).toHaveLength(1)
  })

  test.each(['asking', 'refused'] as const)(
    'says nothing of a request that went another way meanwhile (%s)',
    async (state) => {
      const { app, plex, clock, page, id, work } = await atPlex()
      const former = await work()
      if (!former) throw new Error('no work')
      const news = { ...former, state, trouble: null }
      plex.meanwhile('getPin', () => app.desk.workOn(id, news))
      if (state === 'asking') plex.fail('getPin', { error: new NotFound('no', { status: 404 }) })
      else plex.approve(ANN, page.opened[0] ?? '')
      await clock.advance(1000)
      expect([await work(), await app.grants.list()]).toEqual([news, []])
    },
  )

  test('is gone on with after a stop', async () => {
    const { world, plex, clock, page } = await atPlex()
    const app = world.boot()
    const heard = app.ask()
    await app.decisions.resume()
    await app.decisions.resume()
    await settle()
    plex.approve(ANN, page.opened[0] ?? '')
    await clock.advance(1000)
    expect([heard.decision, page.opened.length]).toEqual(['allowed', 1])
  })

  test('that could not be opened is told, and can be tried again', async () => {
    const { app, page, id, work, clock } = await atPlex()
    page.fails = new Error('no tabs')
    await expect(app.decisions.allowAtPlex(id)).rejects.toThrow('no tabs')
    expect(await work()).toMatchObject({ state: 'refused', trouble: 'internal' })
    page.fails = null
    await clock.advance(1000)
    await app.decisions.allowAtPlex(id)
    expect((await work())?.state).toBe('at_plex')
  })

  test('is not begun before the person has allowed it, nor where no token is needed', async () => {
    const world = tokensWorld()
    const app = world.boot()
    const accountId = await app.signIn()
    await app.sites.allow(APP)
    app.ask()
    await settle()
    const id = (await app.desk.open())[0]?.id ?? ''
    await app.decisions.allowAtPlex(id)
    await app.decisions.allowAtPlex('unknown')
    expect([world.page.opened, world.plex.pins]).toEqual([[], []])
    world.plex.meanwhile('linkPin', () => app.decisions.allowAtPlex(id))
    await app.decisions.allow(id, { ...choice, accountId })
    expect([world.page.opened, await app.grants.list()]).toMatchObject([[], [{ origin: APP }]])
  })
})
