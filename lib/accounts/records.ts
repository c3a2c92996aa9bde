import { ifUnusable, unlessUnusable } from '../storage/collection.ts'
import { type Change, drop, put, type Store } from '../storage/store.ts'
import { createTurns } from '../storage/turns.ts'
import { ACCOUNTS, type Account } from './account.ts'

/** The accounts' records. A change looks at what is there when its turn comes, so that none undoes another. */
export function createRecords(store: Store) {
  const inTurn = createTurns()

  /** Null also where it can't be read: nothing is given of it then. */
  const get = (id: string): Promise<Account | null> =>
    store.read(ACCOUNTS, id).catch(unlessUnusable)

  /** False where there is nothing to change. */
  const write = (changes: () => Promise<readonly Change[]>): Promise<boolean> =>
    inTurn(async () => {
      const news = await changes()
      await store.write(...news)
      return news.length > 0
    })

  return {
    get,
    write,

    /** Gone, or on its way out; one that can't be read is neither. */
    isLeft: (id: string): Promise<boolean> =>
      store
        .read(ACCOUNTS, id)
        .then((account) => account === null || account.health === 'signing_out', ifUnusable(false)),

    /** Oldest first. */
    async list(): Promise<Account[]> {
      const accounts = [...(await store.readRanked(ACCOUNTS)).values()]
      return accounts.sort((a, b) => a.since - b.since)
    },

    /**
     * What is stored of an account now, if it still has the same token: what Plex
     * says of a token says nothing of the one that came after it.
     */
    async same({ id, token }: Account): Promise<Account | null> {
      const now = await get(id)
      return now?.token.data === token.data ? now : null
    },
  }
}

export type Records = ReturnType<typeof createRecords>

export const keep = (account: Account): Change => put(ACCOUNTS, account.id, account)
export const forget = ({ id }: Account): Change => drop(ACCOUNTS, id)
