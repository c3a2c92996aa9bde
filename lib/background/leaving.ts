import type { SignIns } from '../sign-ins/sign-ins.ts'
import { unlessUnusable } from '../storage/collection.ts'
import { drop, put } from '../storage/store.ts'
import type { Tools } from '../tools/tools.ts'
import type { Endings } from './endings.ts'
import type { Ground } from './ground.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'
import { WISHES } from './wishes.ts'

const EVERYWHERE = 'sign-out-everywhere'

export type Leaving = ReturnType<typeof createLeaving>

/** Signing out: what was given of an account ends first, then it is told to Plex, then it is forgotten. */
export function createLeaving(
  { now }: Ground,
  { store, accounts }: Records,
  { grantsOf, sites, gatekeeper }: Sharing,
  tools: Tools,
  signIns: SignIns,
  endings: Endings,
) {
  /** From here on nobody gets anything of it. */
  async function leave(id: string): Promise<void> {
    for (const each of await accounts.signOut(id)) {
      for (const isPrivate of [false, true]) await grantsOf(isPrivate).endAccount(each)
      await tools.endAccount(each)
      await signIns.endAccount(each)
    }
  }

  /** One that fails must not keep the others. */
  async function stopSites(since: (at: number) => boolean = () => true): Promise<void> {
    const all = (await sites.list()).filter((site) => since(site.since))
    const stops = await Promise.allSettled(all.map(({ origin }) => gatekeeper.stop(origin)))
    const failed = stops.find(({ status }) => status === 'rejected')
    if (failed) throw (failed as PromiseRejectedResult).reason
  }

  /** What came after the person's wish is not meant. */
  async function leaveAll({ at }: { readonly at: number }): Promise<void> {
    const isMeant = (since: number) => since <= at
    const all = (await accounts.list()).filter(({ since }) => isMeant(since))
    // Before any account goes: what goes with its account is forgotten, and lives on.
    for (const { id } of all) await signIns.revokeAccount(id)
    for (const { id } of all) await leave(id)
    await stopSites(isMeant)
    await store.write(drop(WISHES, EVERYWHERE))
    await endings.endAtPlex(true)
  }

  return {
    async signOut(id: string): Promise<void> {
      await leave(id)
      await endings.endAtPlex(true)
    },

    stopSites: () => stopSites(),

    /** Ends all that Foyer ever made or let in: what sites and tools have, then the accounts themselves. */
    async everywhere(): Promise<void> {
      const wish = { at: now() }
      await store.write(put(WISHES, EVERYWHERE, wish))
      await leaveAll(wish)
    },

    /** What a stop cut short goes on. */
    async resume(): Promise<void> {
      const wish = await store.read(WISHES, EVERYWHERE).catch(unlessUnusable)
      if (wish) await leaveAll(wish)
    },
  }
}
