import type { Area } from '../storage/store.ts'
import { createIntents } from './intent.ts'
import { hostPattern, originOf } from './policy.ts'
import type { Sites } from './sites.ts'

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
  intend(...origins: string[]): Promise<void>
  /** Ends the intent for these origins: the person said no when the browser asked. */
  abandon(...origins: string[]): Promise<void>
  /** Allows the sites that were intended, if the browser's permission for all is there. Any number of times. */
  finish(): Promise<void>
  /** "Stop sharing": ends site, grant, bridge and the browser's permission. */
  stop(origin: string): Promise<void>
  /** Gives the hosts of these addresses back to the browser, but for those that a site is let in by. */
  giveBack(addresses: readonly string[]): Promise<void>
  /** Makes our records, the browser's permissions and the bridges agree again. */
  reconcile(): Promise<void>
}

/** Lets sites in and out. One change at a time, so that no two undo each other. */
export function createGatekeeper(world: GatekeeperWorld): Gatekeeper {
  const { sites, hasHost, removeHost, registerBridges, injectBridges } = world
  const intents = createIntents(world.session, world.now)
  let queue: Promise<void> = Promise.resolve()

  function inTurn(task: () => Promise<void>): Promise<void> {
    const done = queue.then(task)
    queue = done.catch(() => {})
    return done
  }

  async function reconcile(): Promise<void> {
    for (const { origin } of await sites.list()) {
      if (!(await hasHost(origin))) await sites.remove(origin)
    }
    const left = await origins()
    await registerBridges(left)
    await injectBridges(left)
  }

  async function origins(): Promise<string[]> {
    return [...(await sites.since()).keys()]
  }

  return {
    intend: (...origins) => inTurn(() => intents.keep(origins)),

    abandon: (...origins) =>
      inTurn(async () => {
        if ((await intents.live())?.origins.join() === origins.join()) await intents.end()
      }),

    finish: () =>
      inTurn(async () => {
        const intent = await intents.live()
        if (!intent) return
        // All or none: some may be permitted for another reason, and the question not be answered yet.
        const permitted = await Promise.all(intent.origins.map(hasHost))
        if (permitted.includes(false)) return
        await sites.allow(...intent.origins)
        await registerBridges(await origins())
        await injectBridges(intent.origins)
        // Last: a stop before leaves it to the next wake.
        await intents.end()
      }),

    stop: (origin) =>
      inTurn(async () => {
        await sites.remove(origin)
        const left = await origins()
        await registerBridges(left)
        const shared = left.some((other) => hostPattern(other) === hostPattern(origin))
        if (!shared) await removeHost(origin)
      }),

    giveBack: (addresses) =>
      inTurn(async () => {
        const intended = (await intents.live())?.origins ?? []
        const needed = new Set([...(await origins()), ...intended].map(hostPattern))
        // What can't be shared with was never asked for.
        for (const origin of addresses.flatMap((address) => originOf(address) ?? []))
          if (!needed.has(hostPattern(origin))) await removeHost(origin)
      }),

    reconcile: () => inTurn(reconcile),
  }
}
