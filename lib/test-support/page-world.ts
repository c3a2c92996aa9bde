import type { Reason } from '../page-api/protocol.ts'
import type { Downward, Upward } from '../page-api/wire.ts'
import type { Wish } from '../sites/granting.ts'
import { OWN_ID } from './background.ts'
import { settle } from './clock.ts'
import { onlyId } from './desk-world.ts'
import { fakePort } from './ports.ts'
import { APP, sharingWorld, TAB } from './sharing-world.ts'
import { memoryPlace, plainSealing } from './vault.ts'

export { APP, OTHER, TAB } from './sharing-world.ts'

/** The background as a page meets it. Everything is real but plex.tv, the browser and the clock. */
export function pageWorld() {
  const world = sharingWorld({ sealing: plainSealing(), place: memoryPlace() })
  const { pages: router, desk, activity, give } = world

  let sessions = 0

  /** A page's bridge connects; gives the bridge's end. */
  function visit(origin = APP, more: object = {}, session = `s${++sessions}`) {
    const sender = { id: OWN_ID, origin, frameId: 0, tab: { id: TAB }, ...more }
    const port = fakePort<Upward, Downward>(`foyer-page:${session}`, sender)
    router.connect(port)
    let nextId = 1

    /** Sends a request and doesn't wait for its answer. @returns its id */
    function send(method: string, params?: unknown, clicked = false): number {
      const id = nextId++
      const request = { jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) }
      port.say({ request, clicked } as Upward)
      return id
    }

    const answerTo = (id: number) =>
      port.posted.find(
        (message) => typeof message === 'object' && 'id' in message && message.id === id,
      )

    /** Sends a request and waits for its answer. */
    const ask = (method: string, params?: unknown, clicked = false) =>
      answer(send(method, params, clicked))

    const answer = (id: number) => until(() => answerTo(id))

    return {
      port,
      session,
      heard: port.posted,
      send,
      ask,
      answer,
      answerTo,
      states: () => statesIn(port),
    }
  }

  /** A request waits for the person; gives its id. */
  async function waiting(): Promise<string> {
    await until(async () => (await desk.open()).length)
    return onlyId(desk)
  }

  /** The person allows the request that waits. */
  async function allow(choice: Partial<Wish> = {}): Promise<void> {
    const id = await waiting()
    const { origin, scopes, tabId, isPrivate } = (await desk.find(id)) ?? {}
    if (!origin || !scopes || tabId === undefined) throw new Error('nothing to allow')
    await give(origin, { scopes, tabId, isPrivate: isPrivate ?? false, ...choice })
    await desk.allowed(id)
    await settle()
  }

  /** What the log says of pages, oldest first. */
  async function log() {
    const { entries } = await activity.page({ limit: 99 })
    return entries
      .filter(({ asked }) => !asked.startsWith('site.'))
      .map(({ origin, asked, answered, reason }) => ({ origin, asked, answered, reason }))
      .reverse()
  }

  return { ...world, router, log, visit, waiting, allow }
}

/** Waits as long as the test may. */
export async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<Awaited<T>>> {
  for (;;) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

/** What a page was told of how things stand. */
function statesIn({ posted }: { readonly posted: readonly Downward[] }) {
  return posted.flatMap((message) =>
    typeof message === 'object' && 'method' in message ? [message.params] : [],
  )
}

/** A page of Ann's, who is signed in, on a site that she allowed and gave this. */
export async function guestOfAnn(wish: Partial<Wish> | null = null) {
  const world = pageWorld()
  const ann = await world.signIn()
  await world.sites.allow(APP)
  if (wish) await world.give(APP, wish)
  world.plex.calls.length = 0
  const page = world.visit()
  await settle()
  return { ...world, page, ann }
}

const anyText = {
  asymmetricMatch: (text: unknown) => typeof text === 'string' && text.length > 0,
}

export function error(code: number, reason: Reason, retryable: boolean) {
  return { error: { code, message: anyText, data: { reason, retryable } } }
}

export const UNAUTHORIZED = error(4100, 'unauthorized', false)
