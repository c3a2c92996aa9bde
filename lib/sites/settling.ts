import type { Change, Store } from '../storage/store.ts'
import type { Holders } from '../tokens/holding.ts'
import type { Tokens } from '../tokens/tokens.ts'

/** Grants and their tokens in one write. */
export function settleTogether(tokens: Tokens, store: Store) {
  return (holders: Holders, changes: Change[]): Promise<boolean> =>
    tokens.settle(holders, (held, ended) => store.write(...held, ...ended, ...changes))
}

/**
 * For grants in another area than their tokens. A stop in between leaves a
 * token that no grant holds, and never a grant without its token.
 */
export function settleApart(tokens: Tokens, store: Store, grantStore: Store) {
  return (holders: Holders, changes: Change[]): Promise<boolean> =>
    tokens.settle(holders, async (held, ended) => {
      await store.write(...held)
      await grantStore.write(...changes)
      await store.write(...ended)
    })
}
