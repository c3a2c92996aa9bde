import type { Account } from '../accounts/account.ts'
import { troubleOf } from '../accounts/home-pin.ts'
import { PlexError, Unauthorized } from '../plex/errors.ts'
import { NotStored } from '../storage/store.ts'
import { createOnce } from '../storage/turns.ts'
import { VaultLocked } from '../storage/vault.ts'
import type { Order } from '../tokens/holding.ts'
import { createPlexWatch, type PlexWatchWorld } from '../tokens/plex-watch.ts'
import type { Tokens } from '../tokens/tokens.ts'
import type { Records } from './records.ts'
import { LONGEST_NAME, productOf, type Tool, ToolFailure } from './tool.ts'

/** What the person asks for. */
export type Wish = Pick<Tool, 'name' | 'accountId' | 'server'>

export interface MakingWorld extends PlexWatchWorld {
  readonly records: Records
  readonly tokens: Pick<Tokens, 'held' | 'renew' | 'openPin'>
  readonly account: (id: string) => Promise<Account | null>
  /** Asks Plex whether an account's token still lives. */
  readonly check: (accountId: string) => Promise<unknown>
  /** Has a Home user's PIN at hand while this task lasts. */
  readonly withPin: (accountId: string, pin: string, task: () => Promise<void>) => Promise<void>
  readonly now: () => number
  /** Lets go on what nobody waits for. */
  readonly aside: (work: Promise<unknown>) => void
}

/** Makes the token of a tool. What is under way is on the disk, so that a stop leaves it to be gone on with. */
export function createMaking(world: MakingWorld) {
  const { records, tokens, account, check, withPin, plexPage, now, aside } = world
  const watch = createPlexWatch(world)
  /** Several wakes, or two open pages, may want the same. */
  const once = createOnce()

  /** Does it, and notes what came in the way. */
  async function carryOut(tool: Tool, task: () => Promise<void>): Promise<void> {
    try {
      await task()
    } catch (error) {
      if (error instanceof VaultLocked) return // it goes on with the unlock
      await records.refuse(tool.id, troubleOf(error), tool.state)
      if (error instanceof Unauthorized) await check(tool.accountId)
      if (!(error instanceof PlexError || error instanceof NotStored)) throw error
    }
  }

  const make = (id: string) =>
    once(`make ${id}`, async () => {
      const tool = await records.get(id)
      if (tool?.state !== 'making') return
      await carryOut(tool, async () => {
        if (!(await records.reserve(orderOf(tool)))) return
        // Before a stop it was made, perhaps, or approved at Plex.
        if (!(await tokens.held(id))) await tokens.renew(id)
        await records.note(id, { state: 'ready', trouble: null }, 'making')
      })
    })

  const watchPlex = (id: string) =>
    once(`watch ${id}`, async () => {
      const stillWaits = async () => (await records.get(id))?.state === 'at_plex'
      if (!(await stillWaits())) return
      const outcome = await watch(id, stillWaits)
      if (outcome === 'approved') {
        if (await records.note(id, { state: 'making' }, 'at_plex')) await make(id)
      } else if (outcome) {
        await records.refuse(id, outcome, 'at_plex')
      }
    })

  /** Goes on with what the person chose, also after a stop. Any number of times. */
  async function goOn(id: string): Promise<void> {
    await make(id)
    await watchPlex(id)
  }

  return {
    goOn,

    /**
     * Notes what is wanted, and has it made.
     *
     * @param pin of a Home user; empty where none was typed
     * @throws ToolFailure where the name is of no use, PlexError where the account is
     */
    async make({ name, accountId, server }: Wish, pin: string): Promise<void> {
      if (name === '' || [...name].length > LONGEST_NAME) throw new ToolFailure('tool_name')
      if ((await account(accountId))?.health !== 'ok') {
        throw new Unauthorized('This account is signed out')
      }
      const id = crypto.randomUUID()
      const what = { id, name, accountId, server, since: now() }
      await records.add({ ...what, state: 'making', trouble: null, copied: null })
      aside(withPin(accountId, pin, () => goOn(id)))
    },

    /** Plex refused before: again. */
    async retry(id: string, pin: string): Promise<void> {
      const again = { state: 'making', trouble: null } as const
      const tool = await records.note(id, again, 'refused')
      if (tool) await withPin(tool.accountId, pin, () => make(id))
    },

    /** Plex refused to make it for us: the person approves it at Plex's own page. Again opens it again. */
    async openAtPlex(id: string): Promise<void> {
      const news = { state: 'at_plex', trouble: null } as const
      const tool = await records.note(id, news, 'refused', 'at_plex')
      if (!tool) return
      await carryOut(tool, async () => {
        const order = orderOf(tool)
        if (!(await records.reserve(order))) return
        const code = await tokens.openPin(order)
        await plexPage.open({ clientIdentifier: id, product: order.product, code })
        aside(goOn(id))
      })
    },
  }
}

function orderOf(tool: Tool): Order {
  const { id, accountId, name } = tool
  const product = productOf(tool)
  return { clientIdentifier: id, accountId, holder: 'tool', name, product, isPrivate: false }
}
