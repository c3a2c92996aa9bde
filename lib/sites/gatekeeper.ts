import type { Area } from '../storage/store.ts'
import { createIntents } from './intent.ts'
import { hostPattern } from './policy.ts'
import type { Sites } from './store.ts'

export interface GatekeeperWorld {
  readonly sites: Sites
  readonly session: Area
  readonly now: () => number
  readonly hasHost: (origin: string) => Promise<boolean>
  readonly removeHost: (origin: string) => Promise<void>
  readonly registerBridges: (origins: readonly string[]) => Promise<void>
  readonly injectBridges: (origins: readonly string[]) => Promise<void>
}

export interface Gatekeeper {
  /** Notes what the person pressed, before the browser asks them. */
  intend(origin: string, tabId: number): Promise<void>
  /** Allows the site that was intended, if the browser's permission is there. Any number of times. */
  finish(): Promise<void>
  /** "Stop sharing": ends site, grant, bridge and the browser's permission. */
  stop(origin: string): Promise<void>
  /** Makes our records, the browser's permissions and the bridges agree again. */
  reconcile(): Promise<void>
  /** Reconciles once after each install, update, start of the browser and enabling. */
  settle(): Promise<void>
}

const SETTLED = 'settled'

/** Lets sites in and out. One change at a time, so that no two undo each other. */
export function createGatekeeper(world: GatekeeperWorld): Gatekeeper {
  const { sites, session, hasHost, removeHost, registerBridges, injectBridges } = world
  const intents = createIntents(world.session, world.now)
  let queue: Promise<void> = Promise.resolve()

  function inTurn(task: () => Promise<void>): Promise<void> {
    const done = queue.then(task)
    queue = done.catch(() => {})
    return done
  }

  async function reconcile(): Promise<void> {
    for (const origin of await origins()) {
      if (!(await hasHost(origin))) await sites.remove(origin)
    }
    const left = await origins()
    await registerBridges(left)
    await injectBridges(left)
  }

  async function origins(): Promise<string[]> {
    return (await sites.list()).map(({ origin }) => origin)
  }

  return {
    intend: (origin, tabId) => inTurn(() => intents.keep(origin, tabId)),

    finish: () =>
      inTurn(async () => {
        const intent = await intents.live()
        if (!intent || !(await hasHost(intent.origin))) return
        await sites.allow(intent.origin)
        await intents.end()
        await registerBridges(await origins())
        await injectBridges([intent.origin])
      }),

    stop: (origin) =>
      inTurn(async () => {
        await sites.remove(origin)
        const left = await origins()
        await registerBridges(left)
        const shared = left.some((other) => hostPattern(other) === hostPattern(origin))
        if (!shared) await removeHost(origin)
      }),

    reconcile: () => inTurn(reconcile),

    settle: () =>
      inTurn(async () => {
        // It is empty after each of them, and full after a mere stop of the background.
        if ((await session.get([SETTLED]))[SETTLED]) return
        await reconcile()
        await session.set({ [SETTLED]: true })
      }),
  }
}
