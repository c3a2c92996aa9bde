import { unlessUnusable } from '../storage/collection.ts'
import { type Change, drop, NotStored, put, type Store } from '../storage/store.ts'
import { createTurns } from '../storage/turns.ts'
import type { Order } from '../tokens/holding.ts'
import type { Tokens } from '../tokens/tokens.ts'
import { isLive, type LiveTool, TOOLS, type Tool } from './tool.ts'

/** How far it is with a tool. */
export type Progress = Partial<Pick<Tool, 'state' | 'trouble' | 'copied'>>

/** The tools at rest. One look and the change that follows from it at a time; nothing here waits for Plex. */
export function createRecords(
  store: Store,
  tokens: Pick<Tokens, 'reserve' | 'settle'>,
  changed: () => void,
) {
  const inTurn = createTurns()
  /** What a full disk did not take: it is shown all the same, and the next background goes on. */
  const unwritten = new Map<string, Progress>()

  const asShown = (tool: Tool): Tool => ({ ...tool, ...unwritten.get(tool.id) })

  /** Null also where it can't be read: its token is ended as nobody's then. */
  const stored = (id: string): Promise<Tool | null> => store.read(TOOLS, id).catch(unlessUnusable)

  async function get(id: string): Promise<LiveTool | null> {
    const tool = await stored(id)
    const shown = tool && asShown(tool)
    return shown && isLive(shown) ? shown : null
  }

  const keep = (tool: Tool): Change => put(TOOLS, tool.id, tool)

  /**
   * @param from only if it is as far as one of these
   * @returns the tool as it is now; null where nothing was written
   */
  const note = (id: string, news: Progress, ...from: Tool['state'][]): Promise<Tool | null> =>
    inTurn(async () => {
      const tool = await get(id)
      if (!tool || !from.includes(tool.state)) return null
      const now = { ...tool, ...news }
      await store.write(keep(now))
      unwritten.delete(id)
      return now
    })

  return {
    get,
    note,

    /** Leaves it to the person how to go on. @param from as with `note` */
    async refuse(
      id: string,
      trouble: NonNullable<Tool['trouble']>,
      ...from: Tool['state'][]
    ): Promise<void> {
      const refused = { state: 'refused', trouble } as const
      await note(id, refused, ...from).catch((error) => {
        if (!(error instanceof NotStored)) throw error
        unwritten.set(id, refused)
        changed()
      })
    },

    /** Oldest first, those that are over included. */
    async list(): Promise<Tool[]> {
      const tools = [...(await store.readRanked(TOOLS)).values()].map(asShown)
      return tools.sort((a, b) => a.since - b.since)
    },

    add: (tool: Tool): Promise<void> => inTurn(() => store.write(keep(tool))),

    /** @returns false where it was revoked meanwhile */
    reserve: (order: Order): Promise<boolean> =>
      inTurn(async () => {
        if (!(await get(order.clientIdentifier))) return false
        await tokens.reserve(order)
        return true
      }),

    /** Ends it and its token, in one write. */
    end: (id: string): Promise<void> =>
      inTurn(async () => {
        const tool = await stored(id)
        if (!tool) return
        // Removing is a step of its own: after a stop in between, it is over all the same.
        const over = [keep({ ...tool, state: 'over' }), drop(TOOLS, id)]
        await tokens.settle({ held: null, ended: id }, (_, ended) => store.write(...ended, ...over))
      }),
  }
}

export type Records = ReturnType<typeof createRecords>
