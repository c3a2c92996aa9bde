import type { Account } from '../accounts/account.ts'
import type { PlexClient } from '../plex/client.ts'
import { NoNetwork, NotFound, PlexError, RateLimited, Unauthorized } from '../plex/errors.ts'
import type { PinInfo } from '../plex/pins-info.ts'
import { createNamedTurns } from '../storage/turns.ts'
import { VaultLocked } from '../storage/vault.ts'
import { REFUSALS } from '../tokens/removal.ts'
import { createDeviceSearch, type DeviceSearchWorld } from './device-search.ts'
import type { LiveSignIn } from './sign-in.ts'

/** What the person approves. */
export interface Wish {
  readonly code: string
  readonly accountId: string
  readonly info: Pick<PinInfo, 'product' | 'clientIdentifier'>
  /** The origin that the page goes on to; null: none. */
  readonly goesTo: string | null
  /** Where Plex's page is; null: the code was typed. */
  readonly tabId: number | null
}

export interface ApprovingWorld extends DeviceSearchWorld {
  readonly plex: Pick<PlexClient, 'linkPin' | 'listDevices'>
  readonly account: (id: string) => Promise<Account | null>
  /** It is let in; or may be, where it is `unsure`. */
  readonly letIn: (signIn: LiveSignIn) => void
  /** Lets Plex's page go on, if the tab still shows this PIN and goes on to nowhere else. */
  readonly leavePage: (tabId: number, code: string, goesTo: string | null) => Promise<void>
  /** The name of the browser's session. */
  readonly session: () => Promise<string>
  readonly now: () => number
  /** Lets go on what nobody waits for. */
  readonly aside: (work: Promise<unknown>) => void
}

/** So old, what a stop cut short is no longer what the person waits for. */
const TOO_LATE_MS = 60_000

/**
 * Approves somebody else's PIN with an account's token, after the person's click. What may have been
 * given is on the disk before it is given. docs/PLEX-API.md §4
 */
export function createApproving(world: ApprovingWorld) {
  const { records, plex, askAs, account, now, aside } = world
  const search = createDeviceSearch(world)
  /** One at a time for each account: what appears between two lists is of the PIN between them. */
  const inTurn = createNamedTurns()

  async function begin(wish: Wish): Promise<LiveSignIn> {
    const { code, accountId, info, goesTo, tabId } = wish
    for (const earlier of await records.list()) {
      const isSame = earlier.accountId === accountId && earlier.state === 'unsure'
      if (isSame && (await records.codeOf(earlier)) === code) return earlier
    }
    const id = crypto.randomUUID()
    const signIn = {
      ...{ id, accountId, product: info.product, clientIdentifier: info.clientIdentifier },
      ...{ wentTo: goesTo, since: now(), state: 'begun' as const },
      code: await records.seal(id, code),
      page: tabId === null ? null : { tabId, session: await world.session() },
      ...{ before: null, isSure: true, device: null },
    }
    await records.add(signIn)
    return signIn
  }

  /** What was there before is good to know, and no more: only without Plex there is no going on. */
  async function prepare(signIn: LiveSignIn): Promise<LiveSignIn | null> {
    const before = await search.ids(signIn).catch((error) => {
      if (error instanceof NoNetwork || !(error instanceof PlexError)) throw error
      return null
    })
    return records.note(signIn.id, { state: 'linking', before })
  }

  async function settle(
    id: string,
    state: 'linked' | 'unsure',
    isSure: boolean,
  ): Promise<LiveSignIn | null> {
    const settled = await records.note(id, { state, isSure })
    if (settled) world.letIn(settled)
    return settled
  }

  /** @param isAgain it was asked before, and its answer was lost */
  async function link(signIn: LiveSignIn, isAgain: boolean): Promise<LiveSignIn | null> {
    const code = await records.codeOf(signIn)
    if (code === null) return settle(signIn.id, 'unsure', false)
    try {
      await askAs(signIn.accountId, (who, token) => plex.linkPin(who, token, code))
      return settle(signIn.id, 'linked', true)
    } catch (error) {
      if (error instanceof VaultLocked) throw error
      // The first time may have counted, and this is the second claim of one PIN.
      if (isAgain && error instanceof NotFound) return settle(signIn.id, 'linked', false)
      if (isAgain || !isRefusal(error)) await settle(signIn.id, 'unsure', false)
      throw error
    }
  }

  /** @throws PlexError; nothing is left of what was surely not given */
  async function give(signIn: LiveSignIn): Promise<LiveSignIn | null> {
    const isAgain = signIn.state !== 'begun'
    try {
      const ready = isAgain ? signIn : await prepare(signIn)
      return ready && (await link(ready, isAgain))
    } catch (error) {
      // It goes on with the unlock: what may have been given is not forgotten.
      if (error instanceof VaultLocked) throw error
      const isUnsure = (await records.get(signIn.id))?.state === 'unsure'
      if (!isUnsure) await records.end(signIn.id)
      throw error
    }
  }

  /** The site has what it wants: its page goes on, and it polls by itself. */
  async function leave(signIn: LiveSignIn): Promise<void> {
    const { page, wentTo } = signIn
    const code = await records.codeOf(signIn)
    if (!page || code === null || page.session !== (await world.session())) return
    await world.leavePage(page.tabId, code, wentTo)
  }

  async function goOn(id: string): Promise<void> {
    let signIn = await records.get(id)
    const isLate = signIn !== null && now() - signIn.since > TOO_LATE_MS
    if (signIn?.state === 'begun' && isLate) await records.end(id)
    else if (signIn?.state === 'linking' && isLate) {
      signIn = await settle(id, 'unsure', false)
    } else if (signIn?.state === 'begun' || signIn?.state === 'linking') {
      signIn = await give(signIn).catch(toldNobody)
    }
    if (signIn?.state === 'linked') await leave(signIn)
    if (signIn?.state === 'linked' || signIn?.state === 'unsure') await search.find(signIn)
  }

  return {
    /**
     * Approves it, and lets Plex's page go on; its device is looked for afterwards.
     *
     * @throws PlexError
     */
    approve: (wish: Wish): Promise<void> =>
      new Promise((resolve, reject) => {
        const task = async () => {
          if ((await account(wish.accountId))?.health !== 'ok') {
            throw new Unauthorized('This account is signed out')
          }
          const given = await give(await begin(wish))
          if (given?.state === 'linked') await leave(given).catch(() => {})
          return given
        }
        const whole = async () => {
          const given = await task().catch((error) => void reject(error))
          resolve()
          if (given) await search.find(given)
        }
        aside(inTurn(wish.accountId, whole))
      }),

    /** What a stop cut short goes on. Any number of times. */
    async resume(): Promise<void> {
      const open = (await records.list()).filter(({ state }) => state !== 'done')
      await Promise.all(open.map(({ id, accountId }) => inTurn(accountId, () => goOn(id))))
    },
  }
}

/** Plex has understood, and has not done it. */
function isRefusal(error: unknown): boolean {
  return [...REFUSALS, RateLimited].some((kind) => error instanceof kind)
}

/** The popup that asked is gone. */
function toldNobody(error: unknown): null {
  if (error instanceof PlexError) return null
  throw error
}
