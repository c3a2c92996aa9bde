import fc from 'fast-check'
import { AllowFailure } from '../approvals/decisions.ts'
import { Forbidden, NoNetwork, PlexError, RateLimited, ServerTrouble } from '../plex/errors.ts'
import type { Scope } from '../sites/policy.ts'
import { VaultLocked } from '../storage/vault.ts'
import { ToolFailure } from '../tools/tool.ts'
import { ANN, BOB } from './accounts-world.ts'
import { APP, type Background, OTHER } from './background.ts'
import { settle } from './clock.ts'
import { createLife } from './life.ts'
import { tokensWorld } from './tokens-world.ts'
import { WISH } from './tool-stories.ts'

const USERS = { ann: ANN, bob: BOB }
const TABS: Record<string, number> = { [APP]: 1, [OTHER]: 2 }
const ERRORS = [
  new NoNetwork('no'),
  new Forbidden('no', { status: 403 }),
  new ServerTrouble('no', { status: 500 }),
  new RateLimited('no', { status: 429 }, 5000),
] as const
const CALLS = ['createPin', 'getPin', 'linkPin', 'signOut', 'listDevices', 'getUser'] as const

const PASSPHRASE = 'correct horse'
/** What is told to the person. */
const EXPECTED = [PlexError, AllowFailure, ToolFailure, VaultLocked]

const origin = fc.constantFrom(APP, OTHER)
const who = fc.constantFrom('ann' as const, 'bob' as const)
const isPrivate = fc.boolean()
const tokenKind = fc.constantFrom('site' as const, 'site' as const, 'account' as const)
const duration = fc.constantFrom('once' as const, 'hour' as const, 'until_revoked' as const)
const scopes = fc.constantFrom<Scope[]>(['token'], ['account', 'token'], ['servers'], ['account'])

/** What may happen, in any order: people, pages, Plex and the browser each do as they like. */
export const deed = fc.oneof(
  fc.record({
    does: fc.constant('allow' as const),
    origin,
    who,
    isPrivate,
    tokenKind,
    duration,
    scopes,
  }),
  fc.record({ does: fc.constant('allow again' as const), who }),
  fc.record({ does: fc.constant('approve at Plex' as const), who }),
  fc.record({ does: fc.constant('deny' as const) }),
  fc.record({ does: fc.constant('leave' as const) }),
  fc.record({ does: fc.constant('stop sharing' as const), origin }),
  fc.record({ does: fc.constant('change account' as const), origin, who }),
  fc.record({ does: fc.constant('renew' as const), origin, isPrivate }),
  fc.record({ does: fc.constant('release' as const), origin, isPrivate }),
  fc.record({ does: fc.constant('new tool' as const), who }),
  fc.record({ does: fc.constantFrom('copy a tool' as const, 'revoke a tool' as const) }),
  fc.record({
    does: fc.constantFrom('set a passphrase' as const, 'remove the passphrase' as const),
  }),
  fc.record({ does: fc.constantFrom('lock' as const, 'unlock' as const, 'tidy' as const) }),
  fc.record({ does: fc.constant('sign out' as const), who }),
  fc.record({ does: fc.constant('sign in' as const), who }),
  fc.record({
    does: fc.constant('fail' as const),
    call: fc.constantFrom(...CALLS),
    error: fc.constantFrom(...ERRORS),
    when: fc.constantFrom('before' as const, 'after' as const),
  }),
  fc.record({ does: fc.constant('be offline' as const), ends: fc.boolean() }),
  fc.record({
    does: fc.constant('stop the background' as const),
    endAt: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({ does: fc.constant('close the browser' as const) }),
  fc.record({ does: fc.constant('sleep' as const), ms: fc.constantFrom(1000, 60_000, 3_600_000) }),
)

type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never

/**
 * Does all of it, then lets everything come to rest with a Plex that answers.
 *
 * @param isHasty nothing waits for what was done before
 */
export async function play(deeds: readonly Deed[], isHasty: boolean) {
  const world = tokensWorld()
  const { plex, clock, tabs, page } = world
  tabs.set(2, `${OTHER}/page`)
  let app = world.boot()
  const ids = { ann: await app.signIn(ANN), bob: await app.signIn(BOB) }
  let requests = 0
  /** Somebody's own list of devices may keep a dead entry. */
  let leavesDevice = false

  async function obey(it: Deed, on: Background): Promise<unknown> {
    const [first] = it.does === 'stop the background' ? [] : await on.desk.open()
    const usual = { duration: 'until_revoked', tokenKind: 'site', email: false } as const
    switch (it.does) {
      case 'allow': {
        await on.sites.allow(it.origin)
        const request = { origin: it.origin, tabId: TABS[it.origin] ?? 0, scopes: it.scopes }
        on.ask({ ...request, isPrivate: it.isPrivate, waiter: `page/${requests++}` })
        await settle()
        const mine = (await on.desk.open()).find(
          (found) => found.origin === it.origin && found.isPrivate === it.isPrivate,
        )
        const { tokenKind, duration } = it
        const choice = { accountId: ids[it.who], tokenKind, duration, email: false }
        return mine && on.decisions.allow(mine.id, choice)
      }
      case 'allow again':
        return first && on.decisions.allow(first.id, { ...usual, accountId: ids[it.who] })
      case 'approve at Plex': {
        const before = page.opened.length
        if (first?.work?.state === 'refused') await on.decisions.allowAtPlex(first.id)
        const code = page.opened[before]
        if (!code) return
        leavesDevice = true
        return plex.approve(USERS[it.who], code)
      }
      case 'deny':
        return first && on.desk.denied(first.id, false)
      case 'leave':
        return on.desk.left(() => true)
      case 'stop sharing':
        return on.sites.remove(it.origin)
      case 'change account': {
        const news = { accountId: ids[it.who], duration: 'until_revoked' } as const
        return on.changing.change(it.origin, news)
      }
      case 'renew': {
        const grant = await on.grantsOf(it.isPrivate).live(it.origin)
        return grant?.clientIdentifier && on.tokens.renew(grant.clientIdentifier)
      }
      case 'release':
        return on.grantsOf(it.isPrivate).end(it.origin, 'released')
      case 'new tool':
        return on.tools.make({ ...WISH, accountId: ids[it.who] })
      case 'copy a tool':
      case 'revoke a tool': {
        const [tool] = await on.tools.list()
        if (!tool) return
        return it.does === 'copy a tool'
          ? on.tools.copy(tool.id, 'token')
          : on.tools.revoke(tool.id)
      }
      case 'set a passphrase':
        return on.lock.set(PASSPHRASE, PASSPHRASE)
      case 'remove the passphrase':
        return on.lock.remove(PASSPHRASE)
      case 'lock':
        return on.lock.lock()
      case 'unlock':
        return on.lock.unlock(PASSPHRASE)
      case 'tidy':
        return on.tidy()
      case 'sign out':
        return on.signOut(ids[it.who])
      case 'sign in':
        if (!(await on.accounts.get(ids[it.who]))) ids[it.who] = await on.signIn(USERS[it.who])
        return
      case 'fail':
        return plex.fail(it.call, it)
      case 'be offline':
        return it.ends ? plex.mend() : plex.failAll(ERRORS[0])
    }
  }

  for (const it of deeds) {
    if (it.does === 'close the browser') await world.closeBrowser()
    if (it.does === 'sleep') await world.sleep(1, it.ms)
    if (['stop the background', 'close the browser', 'sleep'].includes(it.does)) {
      app = world.boot(createLife('endAt' in it ? it.endAt : undefined))
      await app.wake()
    } else void obey(it, app).catch(refused(world.errors))
    if (!isHasty) await clock.advance(1500)
  }
  await clock.advance(1500)
  plex.mend()
  app = world.boot()
  await app.lock.unlock(PASSPHRASE)
  await world.sleep(4, 60_000)
  await world.sleep(4, 1_800_000)
  app = world.boot()
  const given = [...(await app.grants.list()), ...(await app.privateGrants.list())]
  const renewals = given.flatMap(({ clientIdentifier }) =>
    clientIdentifier ? app.tokens.renew(clientIdentifier).catch(refused(world.errors)) : [],
  )
  for (const { id, state } of await app.tools.list()) {
    const made = state === 'refused' ? app.tools.retry(id) : app.tools.copy(id, 'token')
    renewals.push(made.then(() => {}, refused(world.errors)))
  }
  await clock.advance(30_000)
  await Promise.all(renewals)
  await world.sleep(4, 60_000)
  return { world, app: world.boot(), leavesDevice }
}

/** What Plex refuses, and what comes too late, is told to the person; anything else is a fault. */
function refused(errors: unknown[]) {
  return (error: unknown): void => {
    if (!EXPECTED.some((kind) => error instanceof kind)) errors.push(error)
  }
}
