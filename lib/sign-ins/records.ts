import { unlessUnusable } from '../storage/collection.ts'
import { type Change, drop, put, type Store } from '../storage/store.ts'
import { createTurns } from '../storage/turns.ts'
import type { Vault } from '../storage/vault.ts'
import { type LiveSignIn, SIGN_INS, type SignIn } from './sign-in.ts'

/** How far it is with a sign-in. */
export type Progress = Partial<
  Pick<SignIn, 'state' | 'code' | 'page' | 'before' | 'isSure' | 'device'>
>

/** The sign-ins at rest. One look and the change that follows from it at a time; nothing here waits for Plex. */
export function createRecords(store: Store, vault: Vault) {
  const inTurn = createTurns()
  const purpose = (id: string) => `sign-in:${id}`
  const keep = (signIn: SignIn): Change => put(SIGN_INS, signIn.id, signIn)

  async function get(id: string): Promise<LiveSignIn | null> {
    const signIn = await store.read(SIGN_INS, id).catch(unlessUnusable)
    return signIn && isLive(signIn) ? signIn : null
  }

  async function all(): Promise<SignIn[]> {
    return [...(await store.readRanked(SIGN_INS)).values()].sort((a, b) => a.since - b.since)
  }

  return {
    get,

    /** Oldest first. */
    list: async (): Promise<LiveSignIn[]> => (await all()).filter(isLive),

    seal: (id: string, code: string) => vault.seal(purpose(id), code),

    /** Null where it is no longer needed, or its key is lost. */
    codeOf: async ({ id, code }: SignIn): Promise<string | null> =>
      code && vault.open(purpose(id), code),

    add: (signIn: SignIn): Promise<void> => inTurn(() => store.write(keep(signIn))),

    /** @returns as it is now; null where it is over, and nothing was written */
    note: (id: string, news: Progress): Promise<LiveSignIn | null> =>
      inTurn(async () => {
        const signIn = await get(id)
        if (!signIn) return null
        const changed = { ...signIn, ...news } as LiveSignIn
        await store.write(keep(changed))
        return changed
      }),

    /** @param because writes these changes with the reason for them */
    end: (
      id: string,
      because: (over: Change[], signIn: LiveSignIn) => Promise<void> = (over) =>
        store.write(...over),
    ): Promise<void> =>
      inTurn(async () => {
        const signIn = await get(id)
        // Removing is a step of its own: after a stop in between, it is over all the same.
        if (signIn) await because([keep({ ...signIn, state: 'over' }), drop(SIGN_INS, id)], signIn)
      }),

    /** What a stop left of those that are over. */
    sweep: (): Promise<void> =>
      inTurn(async () => {
        const over = (await all()).filter((signIn) => !isLive(signIn))
        if (over.length) await store.write(...over.map(({ id }) => drop(SIGN_INS, id)))
      }),
  }
}

export type Records = ReturnType<typeof createRecords>

function isLive(signIn: SignIn): signIn is LiveSignIn {
  return signIn.state !== 'over'
}
