import { Token } from '../plex/token.ts'
import { ifUnusable, unlessDamaged, unlessUnusable } from '../storage/collection.ts'
import { drop, put, type Store } from '../storage/store.ts'
import { createTurns } from '../storage/turns.ts'
import type { Vault } from '../storage/vault.ts'
import { IDENTIFIERS, MADE_TOKENS, type MadeToken, type OpenPin, parsePin } from './made-token.ts'

/** How far it is with a token. Who has it is not among this: that never changes by the way. */
export type Progress = Partial<
  Pick<MadeToken, 'pin' | 'token' | 'madeAt' | 'isAtPlex' | 'openUntil' | 'ending'>
>

/** Whose an identifier is. `former`: a site's that has nothing any more. */
export interface Holder {
  readonly kind: MadeToken['holder'] | 'former'
  readonly name: string
  readonly accountId: string
  readonly isEnding: boolean
}

/** The made tokens at rest: their secrets go in and come out here alone. */
export function createShelf(store: Store, vault: Vault) {
  /** One look and the change that follows from it at a time. Nothing in here waits for Plex. */
  const inTurn = createTurns()

  /** Null also where it can't be read: it must not stand in the way of ending a grant. */
  const get = (clientIdentifier: string): Promise<MadeToken | null> =>
    store.read(MADE_TOKENS, clientIdentifier).catch(unlessUnusable)

  async function list(): Promise<MadeToken[]> {
    return [...(await store.readAll(MADE_TOKENS)).values()]
  }

  return {
    inTurn,
    get,

    list,

    /** Whether it is damaged, or not there at all. */
    isLost: (clientIdentifier: string): Promise<boolean> =>
      store
        .read(MADE_TOKENS, clientIdentifier)
        .catch(unlessDamaged)
        .then((record) => record === null, ifUnusable(false)),

    /** Whose the identifiers are that we know, those of sites included that have nothing any more. */
    async holders(): Promise<ReadonlyMap<string, Holder>> {
      const former = [...(await store.readAll(IDENTIFIERS))].map(([key, { clientIdentifier }]) => {
        const at = key.lastIndexOf(' ')
        const [name, accountId] = [key.slice(0, at), key.slice(at + 1)]
        return [clientIdentifier, { kind: 'former', name, accountId, isEnding: false }] as const
      })
      const now = (await list()).map(({ clientIdentifier, accountId, holder, name, state }) => {
        const isEnding = state === 'ending'
        return [clientIdentifier, { kind: holder, name, accountId, isEnding }] as const
      })
      return new Map<string, Holder>([...former, ...now])
    },

    /** Those that nobody holds: begun, or to be ended. */
    async unheld(): Promise<MadeToken[]> {
      return [...(await store.readRanked(MADE_TOKENS)).values()]
    },

    identifierOf: (owner: string, accountId: string): Promise<string> =>
      inTurn(async () => {
        const key = `${owner} ${accountId}`
        // Damaged, it is replaced: the person has just allowed this site.
        const known = await store.read(IDENTIFIERS, key).catch(unlessDamaged)
        if (known) return known.clientIdentifier
        const clientIdentifier = crypto.randomUUID()
        await store.write(put(IDENTIFIERS, key, { clientIdentifier }))
        return clientIdentifier
      }),

    /** Only within a turn. */
    write: store.write,

    /** Adds what is new to what is stored by now: its holder may have left meanwhile. */
    update: (clientIdentifier: string, news: Progress): Promise<MadeToken> =>
      inTurn(async () => {
        const current = await get(clientIdentifier)
        if (!current) throw new Error('This token was never begun')
        const record = { ...current, ...news }
        await store.write(put(MADE_TOKENS, clientIdentifier, record))
        return record
      }),

    forget: ({ clientIdentifier }: MadeToken): Promise<void> =>
      inTurn(() => store.write(drop(MADE_TOKENS, clientIdentifier))),

    sealPin: (record: MadeToken, pin: OpenPin) =>
      vault.seal(purpose('pin', record), JSON.stringify(pin)),

    /** Null where there is none, or its key is lost. */
    async pinOf(record: MadeToken): Promise<OpenPin | null> {
      if (!record.pin) return null
      const text = await vault.open(purpose('pin', record), record.pin)
      return text === null ? null : parsePin(text)
    },

    sealToken: (record: MadeToken, token: Token) =>
      vault.seal(purpose('token', record), token.reveal()),

    /** Null where there is none, or its key is lost. */
    async tokenOf(record: MadeToken): Promise<Token | null> {
      if (!record.token) return null
      const text = await vault.open(purpose('token', record), record.token)
      return text === null ? null : new Token(text)
    },
  }
}

export type Shelf = ReturnType<typeof createShelf>

function purpose(what: 'pin' | 'token', { clientIdentifier }: MadeToken): string {
  return `${what}:${clientIdentifier}`
}
