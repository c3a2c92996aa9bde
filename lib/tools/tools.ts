import type { Store } from '../storage/store.ts'
import type { Tokens } from '../tokens/tokens.ts'
import { type CopyingWorld, createCopying } from './copying.ts'
import { createMaking, type MakingWorld, type Wish } from './making.ts'
import { createRecords } from './records.ts'
import { isLive, type LiveTool, type Tool } from './tool.ts'

export interface ToolsWorld
  extends Omit<CopyingWorld, 'records' | 'tokens'>,
    Omit<MakingWorld, 'records' | 'tokens' | 'poll'> {
  readonly store: Store
  readonly tokens: Tokens
  /** Whether an account is gone, or being signed out. */
  readonly isLeft: (accountId: string) => Promise<boolean>
  /** Something looks different, though nothing was written. */
  readonly changed: () => void
}

/** A tool, and whether what was copied of it is dead by now. */
export type ListedTool = LiveTool & { readonly isToCopyAgain: boolean }

/** The tokens for scripts and tools of the person's own. */
export function createTools(world: ToolsWorld) {
  const { store, tokens, isLeft } = world
  const records = createRecords(store, tokens, world.changed)
  const making = createMaking({ ...world, records, poll: tokens.poll })

  async function all(): Promise<LiveTool[]> {
    return (await records.list()).filter(isLive)
  }

  async function listed(tool: LiveTool): Promise<ListedTool> {
    const { id, copied } = tool
    const isOther = copied !== null && copied !== (await tokens.madeAt(id))
    return { ...tool, isToCopyAgain: tool.state === 'ready' && isOther }
  }

  /** What was copied of it works until Plex ends it; a new one is made under the same identifier. */
  async function noteLost({ id, state }: Tool): Promise<void> {
    if (state === 'ready' && (await tokens.isLost(id))) {
      await records.refuse(id, 'token_lost', 'ready')
    }
  }

  /** Ends it; what is damaged of its token is ended by its identifier. */
  async function end({ id, name, accountId, trouble }: Tool): Promise<void> {
    await records.end(id)
    if (trouble === 'token_lost') await tokens.endLost(id, name, accountId)
  }

  async function isOver(tool: Tool): Promise<boolean> {
    return !isLive(tool) || isLeft(tool.accountId)
  }

  return {
    /** Oldest first. */
    list: async (): Promise<ListedTool[]> => Promise.all((await all()).map(listed)),

    /** Whose tokens there is a reason for. */
    async identifiers(): Promise<string[]> {
      return (await all()).map(({ id }) => id)
    },

    make: (wish: Wish, pin = ''): Promise<void> => making.make(wish, pin),
    retry: (id: string, pin = ''): Promise<void> => making.retry(id, pin),
    openAtPlex: making.openAtPlex,
    copy: createCopying({ ...world, records }),

    /** Plex is told right after, or as soon as it can be. */
    async revoke(id: string): Promise<void> {
      const tool = await records.get(id)
      await (tool ? end(tool) : records.end(id))
    },

    async endAccount(accountId: string): Promise<void> {
      for (const tool of await records.list()) if (tool.accountId === accountId) await end(tool)
    },

    /** Ends what a stop left without its account, and notes whose token is damaged. */
    async sweep(): Promise<void> {
      for (const tool of await records.list()) {
        if (await isOver(tool)) await end(tool)
        else await noteLost(tool)
      }
    },

    /** What a stop cut short goes on. */
    async resume(): Promise<void> {
      await Promise.all((await all()).map(({ id }) => making.goOn(id)))
    },
  }
}

export type Tools = ReturnType<typeof createTools>
