import { NotFound, type PlexError } from '../plex/errors.ts'
import type { Token } from '../plex/token.ts'
import { createNamedTurns } from '../storage/turns.ts'
import { createEnding, type EndingWorld } from './ending.ts'
import { createHolding, type HoldingWorld, type Order } from './holding.ts'
import type { MadeToken } from './made-token.ts'
import { createMaking, type Look, type MakingWorld } from './making.ts'
import { createRounds } from './rounds.ts'

/** A token with the identity that it must be used with. */
export interface HeldToken {
  readonly token: Token
  readonly clientIdentifier: string
  readonly product: string
}

/** What Plex has not ended yet. Times are ms since the epoch. */
export interface PendingEnd {
  readonly clientIdentifier: string
  readonly accountId: string
  readonly holder: MadeToken['holder']
  readonly name: string
  readonly since: number
  readonly trouble: PlexError['kind'] | null
}

export interface TokensWorld extends MakingWorld, EndingWorld, HoldingWorld {}

/** The tokens that Foyer makes for others: each is held by somebody, or ended at Plex. */
export function createTokens(world: TokensWorld) {
  const { shelf } = world
  const making = createMaking(world)
  const ending = createEnding(world)
  const holding = createHolding(world)
  /** One talk with Plex at a time for each identifier. */
  const inTurn = createNamedTurns()
  let isTidy = false
  const goRound = createRounds(world, ending, inTurn, () => isTidy)

  async function begin(order: Order): Promise<MadeToken> {
    const known = await shelf.get(order.clientIdentifier)
    if (known && known.state !== 'ending') return known
    // Two lives of one identifier at once, and the end of the old one would end the new one.
    const failure = known && (await ending.tryToEnd(known))
    if (failure) throw failure
    return holding.begin(order, known?.openUntil ?? null)
  }

  return {
    identifierOf: shelf.identifierOf,
    holders: shelf.holders,

    /**
     * Makes a token, and has it held.
     *
     * @param hold settles who holds it; false where it is no longer wanted
     * @throws PlexError; what is stored can go on from there
     */
    make: (order: Order, hold: () => Promise<boolean>): Promise<boolean> =>
      inTurn(order.clientIdentifier, async () => {
        await making.make(await begin(order))
        const isHeld = await hold()
        if (!isHeld) await holding.abandon(order.clientIdentifier)
        return isHeld
      }),

    /** The code of a PIN for Plex's own page. @throws PlexError */
    openPin: (order: Order): Promise<string> =>
      inTurn(order.clientIdentifier, async () => (await making.openPin(await begin(order))).code),

    /** Asks once for the token of a PIN that waits at Plex's page. @throws NotFound where it has run out */
    poll: (clientIdentifier: string): Promise<Look> =>
      inTurn(clientIdentifier, async () => {
        const record = await shelf.get(clientIdentifier)
        if (!record || record.state === 'ending') throw new NotFound('This token was given up')
        return making.poll(record)
      }),

    /**
     * Makes the token of a holder, who keeps its identifier: there was none yet, Plex no
     * longer takes the one it has, or a stop came while it was made anew. @throws PlexError
     */
    renew: (clientIdentifier: string): Promise<void> =>
      inTurn(clientIdentifier, async () => {
        const record = await shelf.get(clientIdentifier)
        if (record?.state !== 'held') return
        const isUsed = !record.isAtPlex && (await shelf.tokenOf(record)) !== null
        await making.make(isUsed ? await shelf.update(clientIdentifier, { token: null }) : record)
      }),

    /** For a holder who is there before the token is: `renew` makes it. */
    reserve: holding.reserve,

    /** Who holds a token now and who no longer does, written with the reason for it; false: it can't be held. */
    settle: (...input: Parameters<typeof holding.settle>): Promise<boolean> =>
      holding.settle(...input).catch((error) => {
        isTidy = false
        throw error
      }),

    /** Ends what was begun and nobody will hold. What is held stays so. */
    abandon: holding.abandon,

    /** Has a device ended that signed in by itself. */
    endDevice: holding.endDevice,

    /** Has a token ended whose record can't be used. */
    endLost: holding.endLost,

    /** Ends at once what waits to be ended under this identifier. @throws PlexError */
    endNow: (clientIdentifier: string): Promise<void> =>
      inTurn(clientIdentifier, async () => {
        const known = await shelf.get(clientIdentifier)
        const failure = known?.state === 'ending' ? await ending.tryToEnd(known) : null
        if (failure) throw failure
      }),

    /** Whether this is the identifier of somebody whom we make a token for. */
    async isMade(clientIdentifier: string): Promise<boolean> {
      const { holder = 'sign_in' } = (await shelf.get(clientIdentifier)) ?? {}
      return holder !== 'sign_in'
    },

    /** Ends what nobody holds, and nobody is making. @param wanted whose token there is a reason for, by now */
    async tidy(wanted: () => Promise<ReadonlySet<string>>): Promise<void> {
      for (const { clientIdentifier, state } of await shelf.list()) {
        if (state === 'ending') continue
        await inTurn(clientIdentifier, async () => {
          if (!(await wanted()).has(clientIdentifier)) await holding.orphan(clientIdentifier)
        })
      }
      isTidy = true
    },

    async held(clientIdentifier: string): Promise<HeldToken | null> {
      const record = await shelf.get(clientIdentifier)
      if (record?.state !== 'held' || record.isAtPlex) return null
      const token = await shelf.tokenOf(record)
      return token && { token, clientIdentifier, product: record.product }
    },

    /** Whose token is held, also where it can't be given now. */
    async holdings(): Promise<MadeToken[]> {
      return (await shelf.list()).filter(({ state }) => state === 'held')
    },

    /** Whether nothing is left of it that could be used. */
    isLost: shelf.isLost,

    /** Whose token is held; null where none is. */
    async accountOf(clientIdentifier: string): Promise<string | null> {
      const record = await shelf.get(clientIdentifier)
      return record?.state === 'held' ? record.accountId : null
    },

    /** Since when the token that is held is this one (ms since the epoch); null where there is none now. */
    async madeAt(clientIdentifier: string): Promise<number | null> {
      const record = await shelf.get(clientIdentifier)
      return record?.state === 'held' && record.token ? record.madeAt : null
    },

    async pending(): Promise<PendingEnd[]> {
      return (await shelf.unheld()).flatMap((record) => {
        const { clientIdentifier, accountId, holder, name, ending } = record
        if (!ending) return []
        const { since, trouble } = ending
        return [{ clientIdentifier, accountId, holder, name, since, trouble }]
      })
    },

    /** The accounts whose own token is still needed, to end others with. */
    async accountsInUse(): Promise<ReadonlySet<string>> {
      return new Set((await shelf.list()).map(({ accountId }) => accountId))
    },

    /** @param isNow also what would wait for its next try: the network is back, or the person asks */
    endAtPlex: (isNow = false): Promise<void> => goRound(isNow),
  }
}

export type Tokens = ReturnType<typeof createTokens>
