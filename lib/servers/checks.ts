import { unlessDamaged, unlessUnusable } from '../storage/collection.ts'
import { drop, put, type Store } from '../storage/store.ts'
import { createNamedTurns } from '../storage/turns.ts'
import { LOANS } from './loan.ts'
import { type Found, type ProbeWorld, probe } from './probe.ts'

/** How far it is with a connection. */
export type Check = Found | { readonly state: 'checking' }

export interface ChecksWorld extends ProbeWorld {
  readonly store: Store
  /** Gives the hosts of these addresses back to the browser, but for those that somebody else needs. */
  readonly giveBack: (uris: readonly string[]) => Promise<void>
  /** Something else is to be shown. */
  readonly changed: () => void
}

/** The browser's own question may stand open for a while; what a stop left is older than that. */
const LONGEST_QUESTION_MS = 5 * 60_000
/** Nobody waits any more for a check that was cut short so long ago. */
const LONGEST_PAUSE_MS = 60_000

/**
 * Tries all connections of a server side by side. The browser lends us their hosts for that alone:
 * whatever stops us, they are given back.
 */
export function createChecks(world: ChecksWorld) {
  const { store, now, giveBack, changed } = world
  const known = new Map<string, ReadonlyMap<string, Check>>()
  /** One loan of a server after the other. */
  const inTurn = createNamedTurns()

  async function end(serverId: string): Promise<void> {
    const loan = await store.read(LOANS, serverId).catch(unlessUnusable)
    if (!loan) return
    await giveBack(loan.uris)
    await store.write(drop(LOANS, serverId))
  }

  async function tryAll(serverId: string, uris: readonly string[]): Promise<void> {
    let checks: ReadonlyMap<string, Check> = new Map(
      uris.map((uri) => [uri, { state: 'checking' }]),
    )
    const show = (news: Iterable<readonly [string, Check]>) => {
      checks = new Map([...checks, ...news])
      known.set(serverId, checks)
      changed()
    }
    show([])
    await Promise.all(
      [...checks.keys()].map(async (uri) => show([[uri, await probe(world, uri, serverId)]])),
    )
  }

  const carryOut = (serverId: string): Promise<void> =>
    inTurn(serverId, async () => {
      const loan = await store.read(LOANS, serverId).catch(unlessUnusable)
      if (!loan) return
      // A wake that finds it from here on knows that it may go on.
      if (!loan.isGiven) await store.write(put(LOANS, serverId, { ...loan, isGiven: true }))
      await tryAll(serverId, loan.uris)
      await end(serverId)
    })

  return {
    /** What is known of a server's connections, by their addresses. */
    of: (serverId: string): ReadonlyMap<string, Check> => known.get(serverId) ?? new Map(),

    /** Notes the hosts that the browser is about to ask the person for. */
    intend: (serverId: string, uris: readonly string[]): Promise<void> =>
      inTurn(serverId, async () => {
        const before = (await store.read(LOANS, serverId).catch(unlessDamaged))?.uris ?? []
        const all = [...new Set([...uris, ...before])]
        await store.write(put(LOANS, serverId, { uris: all, since: now(), isGiven: false }))
      }),

    /** The person said no. */
    abandon: (serverId: string): Promise<void> => inTurn(serverId, () => end(serverId)),

    /** The browser lends the hosts: tries what was intended, then gives them back. */
    check: carryOut,

    /** Goes on with what a stop cut short, and gives back what was left. Any number of times. */
    async resume(): Promise<void> {
      for (const [serverId, { since, isGiven }] of await store.readRanked(LOANS)) {
        const age = now() - since
        if (isGiven && age <= LONGEST_PAUSE_MS) await carryOut(serverId)
        else if (isGiven || age > LONGEST_QUESTION_MS) await inTurn(serverId, () => end(serverId))
      }
    },
  }
}

export type Checks = ReturnType<typeof createChecks>
