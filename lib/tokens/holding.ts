import { type Change, letGo, put } from '../storage/store.ts'
import { MADE_TOKENS, type MadeToken } from './made-token.ts'
import type { Shelf } from './shelf.ts'

/** Whom a token is made for. */
export interface Order {
  readonly clientIdentifier: string
  readonly accountId: string
  readonly holder: MadeToken['holder']
  /** What a person calls them; empty where no trace may stay. */
  readonly name: string
  /** What a person reads in their list of devices at Plex. */
  readonly product: string
  readonly isPrivate: boolean
}

/** Whose token is held from now on, and whose no longer, by their identifiers. */
export interface Holders {
  readonly held: string | null
  readonly ended: string | null
}

export interface HoldingWorld {
  readonly shelf: Shelf
  readonly now: () => number
  /** Has the browser wake us to go on, at a time in ms since the epoch; null: nothing is left to do. */
  readonly setAlarm: (at: number | null) => void
  /** Something waits to be ended at Plex. */
  readonly toEnd: () => void
}

/** How soon after a stop what was being done is looked at again, in ms. */
export const LOOK_AFTER_STOP_MS = 60_000

/**
 * Who has a token, and who no longer has. Decided on the disk alone, so that it
 * is quick and never waits for Plex: a grant ends although Plex can't be reached.
 */
export function createHolding({ shelf, now, setAlarm, toEnd }: HoldingWorld) {
  /** Before each write, and in its turn: from then on a stop leaves something to be looked at. */
  const wakeSoon = () => setAlarm(now() + LOOK_AFTER_STOP_MS)

  function asEnding(record: MadeToken): MadeToken {
    if (record.state === 'ending') return record
    const ending = { since: now(), tries: 0, nextAt: now(), trouble: null }
    return { ...record, state: 'ending', ending }
  }

  /** Ends it, if it is in one of these states. */
  const end = (clientIdentifier: string, ...states: MadeToken['state'][]): Promise<void> =>
    shelf.inTurn(async () => {
      const record = await shelf.get(clientIdentifier)
      if (!record || !states.includes(record.state)) return
      wakeSoon()
      await shelf.write(change(asEnding(record)))
      toEnd()
    })

  return {
    /** A life of its own, whatever was before. */
    begin: (order: Order, openUntil: number | null): Promise<MadeToken> =>
      shelf.inTurn(async () => {
        const record = newRecord(order, 'begun', openUntil)
        wakeSoon()
        await shelf.write(change(record))
        return record
      }),

    /** For a holder who is there before the token is, and stays whatever Plex says. Again changes nothing. */
    reserve: (order: Order): Promise<void> =>
      shelf.inTurn(async () => {
        if (await shelf.get(order.clientIdentifier)) return
        wakeSoon()
        await shelf.write(change(newRecord(order, 'held', null)))
      }),

    /**
     * Has these changes written by whoever knows the reason for them, with it.
     *
     * @returns false, and nothing is written, where there is no token that can be held
     */
    settle: (
      holders: Holders,
      write: (held: Change[], ended: Change[]) => Promise<void>,
    ): Promise<boolean> =>
      shelf.inTurn(async () => {
        const held = holders.held === null ? null : await shelf.get(holders.held)
        if (holders.held !== null && !(held && canBeHeld(held))) return false
        const ended = holders.ended === null ? null : await shelf.get(holders.ended)
        if (held || ended) wakeSoon()
        await write(
          held ? [change({ ...held, state: 'held' })] : [],
          ended ? [change(asEnding(ended))] : [],
        )
        if (ended) toEnd()
        return true
      }),

    /**
     * A device that signed in by itself is to be ended, as one whose token nobody holds.
     *
     * @param because writes this with the reason for it
     */
    endDevice: (order: Order, because: (ended: Change[]) => Promise<void>): Promise<void> =>
      shelf.inTurn(async () => {
        const isKnown = (await shelf.get(order.clientIdentifier)) !== null
        wakeSoon()
        await because(isKnown ? [] : [change(asEnding(newRecord(order, 'begun', now())))])
        toEnd()
      }),

    /**
     * Its record can't be used, and nothing of it is known but its identifier: it is ended in
     * whichever account has it.
     *
     * @param name whose it seems to be
     * @param accountId which account it seems to be of
     */
    endLost: (clientIdentifier: string, name: string, accountId = ''): Promise<void> =>
      shelf.inTurn(async () => {
        if (await shelf.get(clientIdentifier)) return
        const what = { accountId, holder: 'tool', product: '', isPrivate: false } as const
        const record = newRecord({ clientIdentifier, name, ...what }, 'begun', now())
        wakeSoon()
        await shelf.write(letGo(change(asEnding({ ...record, isAtPlex: true }))))
        toEnd()
      }),

    /** Nobody will hold what was begun. What is held stays so. */
    abandon: (clientIdentifier: string) => end(clientIdentifier, 'begun'),

    /** Its holder is gone. */
    orphan: (clientIdentifier: string) => end(clientIdentifier, 'begun', 'held'),
  }
}

function newRecord(
  order: Order,
  state: 'begun' | 'held',
  openUntil: MadeToken['openUntil'],
): MadeToken {
  const secrets = { pin: null, isAtPlex: false, token: null, madeAt: null, openUntil }
  return { ...order, ...secrets, state, ending: null }
}

function canBeHeld({ state, token, isAtPlex }: MadeToken): boolean {
  return state === 'held' || (state === 'begun' && token !== null && !isAtPlex)
}

function change(record: MadeToken): Change {
  return put(MADE_TOKENS, record.clientIdentifier, record)
}
