import { SITES } from '../sites/sites.ts'
import { collectionOf, idOf } from '../storage/collection.ts'
import { MADE_TOKENS } from '../tokens/made-token.ts'
import type { Tools } from '../tools/tools.ts'
import type { Unusable } from '../ui-api/unusable-view.ts'
import type { Endings } from './endings.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'

/** The records that can't be used: which there are, and the end of one, with what followed from it. */
export function createLettingGo(
  { store, unusable }: Pick<Records, 'store' | 'unusable'>,
  { tokens, grantsOf, gatekeeper }: Sharing,
  tools: Tools,
  endings: Pick<Endings, 'tidy'>,
) {
  async function nameOf(key: string): Promise<string> {
    if (collectionOf(key) !== MADE_TOKENS.name) return ''
    const tool = (await tools.list()).find(({ id }) => id === idOf(key))
    return tool?.name ?? (await tokens.holders()).get(idOf(key))?.name ?? ''
  }

  /** Its identifier is all that Plex needs. */
  async function endToken(clientIdentifier: string, name: string): Promise<void> {
    for (const isPrivate of [false, true]) await grantsOf(isPrivate).endHolder(clientIdentifier)
    await tools.revoke(clientIdentifier)
    await tokens.endLost(clientIdentifier, name)
  }

  async function list(): Promise<Unusable[]> {
    const found = (await unusable.list()).map(async ({ key, reason }) => {
      return { key, reason, name: await nameOf(key) }
    })
    return Promise.all(found)
  }

  return {
    list,

    /** Ends one, and at Plex what was of it. Nothing else can be ended by this. */
    async remove(key: string): Promise<void> {
      const it = (await list()).find((each) => each.key === key)
      if (!it) return
      if (collectionOf(key) === SITES.name) await gatekeeper.stop(idOf(key))
      else if (collectionOf(key) === MADE_TOKENS.name) await endToken(idOf(key), it.name)
      else await store.write({ key, raw: undefined })
      await endings.tidy()
    },
  }
}
