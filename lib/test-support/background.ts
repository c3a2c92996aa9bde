import { createMemoryStore } from '../activity/memory-store.ts'
import type { Decision } from '../approvals/desk.ts'
import type { Ask } from '../approvals/queue.ts'
import type { Ground } from '../background/ground.ts'
import { createParts } from '../background/parts.ts'
import type { User } from '../plex/user.ts'
import type { Sealing } from '../storage/sealing.ts'
import { ANN } from './accounts-world.ts'
import { type createClock, settle } from './clock.ts'
import type { createLife } from './life.ts'
import { type MemoryArea, memoryArea } from './memory-area.ts'
import { IDENTITY } from './plex-server.ts'
import { isPlex, plexTabsOf } from './plex-tabs.ts'
import type { tokenPlex } from './token-plex.ts'
import type { MemoryPlace } from './vault.ts'

export const APP = 'https://app.example'
export const OTHER = 'https://other.example'
export const OWN_ID = 'foyer@example'
export const OWN_ORIGIN = 'chrome-extension://own/'

type Life = ReturnType<typeof createLife>

/** What outlives a background. */
export interface Surroundings {
  readonly clock: ReturnType<typeof createClock>
  readonly local: MemoryArea
  readonly session: MemoryArea
  readonly plex: ReturnType<typeof tokenPlex>
  readonly place: MemoryPlace
  readonly sealing: Sealing
  /** Whoever answers at an address that is not Plex's. */
  readonly internet: { fetch(url: string, init?: RequestInit): Promise<Response> }
  /** Hosts that were given back to the browser. */
  readonly givenBack: string[]
  /** False: whoever pauses finds the clock moved on at once, so that a test can just await them. */
  readonly isPatient: boolean
  /** What each tab shows. */
  readonly tabs: Map<number, string>
  /** Those of them that are windows of their own. */
  readonly popups: Set<number>
  /** The hosts that the person let us see beyond the usual. */
  readonly hosts: Set<string>
  /** The usual ones that they did not. */
  readonly withheld: Set<string>
  /** Plex's own page: the codes it was opened with, and how often it was closed. */
  readonly page: { readonly opened: string[]; closed: number; fails: Error | null }
  readonly alarms: Record<string, number | null>
  /** The origins whose sleeping bridges were woken, in order. */
  readonly woken: string[]
  /** The tabs over which an approval was shown. */
  readonly shown: number[]
  /** Faults that nobody waits for. */
  readonly errors: unknown[]
}

/** A browser of the test's own. What a stopped background says is lost. */
function groundOf(world: Surroundings, life: Life): Ground {
  const { clock, tabs, page, alarms, errors } = world
  const ring = (name: string, at: number | null) => {
    if (!life.isOver()) alarms[name] = at
  }
  const nothing = async () => {}
  const { make, clear } = world.place
  return {
    ownId: OWN_ID,
    ownOrigin: OWN_ORIGIN,
    self: { version: '1.0.0', userAgent: '' },
    now: clock.now,
    after: clock.after,
    pause: (ms) =>
      new Promise((resolve) => {
        if (world.isPatient) clock.after(ms, resolve)
        else resolve(clock.set(clock.now() + ms))
      }),
    local: life.area(world.local),
    session: life.area(world.session),
    keyPlace: { find: world.place.find, ...life.wrap({ make, clear }) },
    sealing: world.sealing,
    activityStore: createMemoryStore(),
    plex: life.wrap(world.plex.client),
    fetch: (input, init) =>
      life.isOver() ? new Promise(() => {}) : world.internet.fetch(String(input), init),
    alarms: {
      link: () => {},
      approvals: (at) => ring('approvals', at),
      expiry: (isPrivate, at) => ring(isPrivate ? 'private' : 'usual', at),
      endings: (at) => ring('ending', at),
      health: (at) => ring('health', at),
      lock: (at) => ring('lock', at),
    },
    tabs: {
      addressOf: async (tabId) => tabs.get(tabId),
      isInFront: async (tabId) => tabs.has(tabId),
      hasPrivateWindow: async () => true,
    },
    signInTab: { open: nothing, close: nothing, isInFront: async () => false },
    tokenTab: {
      async open(url) {
        if (page.fails) throw page.fails
        page.opened.push(new URLSearchParams(new URL(url).hash.slice(2)).get('code') ?? '')
      },
      async close() {
        page.closed++
      },
    },
    plexTabs: plexTabsOf(world),
    hosts: {
      has: async (origin) => (isPlex(origin) ? world.hosts : not(world.withheld)).has(origin),
      async remove(origin) {
        world.hosts.delete(origin)
        world.givenBack.push(origin)
      },
    },
    bridges: {
      register: nothing,
      inject: nothing,
      wake: async (origins) => void world.woken.push(...origins),
    },
    surface: { open: async (tabId) => void world.shown.push(tabId), close: nothing },
    showBadge: nothing,
    stayAwake: () => {},
    complain: (error) => errors.push(error),
  }
}

const not = (set: ReadonlySet<string>) => ({ has: (it: string) => !set.has(it) })

/** A disk that knows us by the identifier of `IDENTITY`. */
export function ownDisk(): MemoryArea {
  const { clientIdentifier } = IDENTITY
  return memoryArea({ 'identity:own': { v: 1, data: { clientIdentifier } } })
}

/** The background as it ships, on a browser of the test's own. */
export function createBackground(world: Surroundings, life: Life) {
  const parts = createParts(groundOf(world, life))
  const { records, sharing, tools, desk, decisions, endings, health, chores } = parts
  const { accounts, store } = records
  const { signIns, plexPages, tabsChanged } = parts.outside
  const { grantsOf } = sharing

  /** What each wake does. */
  async function wake(): Promise<void> {
    chores.resume()
    await settle()
  }

  /** A page asks; what it hears is to be read later. */
  function ask(more: Partial<Ask> = {}) {
    const heard = { decision: null as Decision | null }
    const request = { origin: APP, tabId: 1, scopes: ['token'] as const, reason: '' }
    const whole = { ...request, isPrivate: false, waiter: 'page/1', ...more }
    void desk
      .ask(whole, () => {})
      .then((decision) => {
        heard.decision = decision
      })
    return heard
  }

  async function signIn(user: User = ANN): Promise<string> {
    const change = await accounts.adding(world.plex.signIn(user, IDENTITY))
    await store.write(change)
    const id = change.key.slice('account:'.length)
    await accounts.check(id)
    return id
  }

  const [grants, privateGrants] = [grantsOf(false), grantsOf(true)]
  return {
    ...{ ...records, ...sharing, ...endings, grants, privateGrants, desk, decisions, tools },
    ...{ signIns, plexPages, tabsChanged },
    ...{ ask, signIn, signOut: parts.leaving.signOut, wake, renewAccount: parts.renewAccount },
    ...{ health: health.resume, needPin: health.needPin },
    lettingGo: parts.lettingGo,
    localChanged: parts.localChanged,
    ...{ pages: parts.pages, ui: parts.ui, ...parts.overseeing, leaving: parts.leaving },
    ...{ link: parts.link, links: parts.links, now: world.clock.now },
    ...parts.setting,
  }
}

export type Background = ReturnType<typeof createBackground>
