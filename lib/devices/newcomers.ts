import type * as v from 'valibot'
import type { Account } from '../accounts/account.ts'
import type { AskAs } from '../accounts/asking.ts'
import type { PlexClient } from '../plex/client.ts'
import { PlexError, Unauthorized } from '../plex/errors.ts'
import { REVOKED } from '../sites/revoked.ts'
import { drop, put, type Store } from '../storage/store.ts'
import { createTurns } from '../storage/turns.ts'
import { REFUSALS } from '../tokens/removal.ts'
import type { Tokens } from '../tokens/tokens.ts'
import { unless } from '../tokens/unless.ts'
import type { TellWhose } from './whose.ts'

type Revoked = v.InferOutput<(typeof REVOKED)['schema']>
type Newcomer = NonNullable<Revoked['found']>[number]

/** A revoked site, and the devices that appeared since it was let in. */
export interface Newcomers {
  readonly origin: string
  readonly since: number
  readonly devices: readonly Newcomer[]
}

export interface NewcomersWorld {
  readonly store: Store
  readonly plex: Pick<PlexClient, 'listDevices'>
  readonly askAs: AskAs
  readonly whose: TellWhose
  readonly account: (id: string) => Promise<Account | null>
  /** Whether an account is gone, or being signed out. */
  readonly isLeft: (accountId: string) => Promise<boolean>
  readonly tokens: Pick<Tokens, 'pending'>
  /** Since when an origin has what it has, if it has something. */
  readonly grantedSince: (origin: string) => Promise<number | null>
}

/** Plex's clock and ours may differ; rather one device too many than one too few. */
const CLOCKS_MS = 5 * 60_000

/**
 * After a site was revoked: what got into the accounts since it was let in. Whoever has a token can get
 * others with it, and those live on. It is looked at once what the site had is ended at Plex.
 */
export function createNewcomers(world: NewcomersWorld) {
  const { store, plex, askAs, whose, account, isLeft, tokens, grantedSince } = world
  const inTurn = createTurns()

  /** Null where that can't be told before somebody signs in again. @throws PlexError: later, perhaps */
  async function foundIn(accountId: string, since: number): Promise<Newcomer[] | null> {
    const health = (await account(accountId))?.health
    // Nobody is there any more to be told, or to remove them.
    if (health === 'gone' || (await isLeft(accountId))) return []
    if (health !== 'ok') return null
    try {
      const listed = await askAs(accountId, plex.listDevices)
      return (await whose(accountId, listed)).flatMap(
        ({ id, name, product, platform, createdAt, whose }) => {
          const isNew = createdAt !== null && createdAt >= since - CLOCKS_MS
          if (!isNew || whose.kind !== 'other') return []
          return [{ accountId, id, name, product, platform, createdAt }]
        },
      )
    } catch (error) {
      if (error instanceof Unauthorized) return null
      return unless(...REFUSALS)(error) ?? []
    }
  }

  async function isOver(origin: string, { at }: Revoked): Promise<boolean> {
    const since = await grantedSince(origin)
    if (since !== null && since <= at) return false
    return !(await tokens.pending()).some(
      ({ holder, name }) => holder === 'site' && name === origin,
    )
  }

  async function keep(origin: string, revoked: Revoked, found: Newcomer[]): Promise<void> {
    const news = found.length ? put(REVOKED, origin, { ...revoked, found }) : drop(REVOKED, origin)
    await store.write(news)
  }

  async function lookAt(origin: string, revoked: Revoked): Promise<void> {
    if (!(await isOver(origin, revoked))) return
    const found: Newcomer[] = []
    for (const id of revoked.accountIds) {
      const those = await foundIn(id, revoked.since)
      if (those === null) return
      found.push(...those)
    }
    await keep(origin, revoked, found)
  }

  const unlooked = async () =>
    [...(await store.readRanked(REVOKED))].filter(([, { found }]) => found === null)

  return {
    /** Looks at what was not looked at yet. @returns how many could not be, and may be soon */
    look: (): Promise<number> =>
      inTurn(async () => {
        let left = 0
        for (const [origin, revoked] of await unlooked()) {
          await lookAt(origin, revoked).catch((error) => {
            if (!(error instanceof PlexError)) throw error
            left++
          })
        }
        return left
      }),

    /** The sites of which something is to be told, the latest revoked first. */
    async list(): Promise<Newcomers[]> {
      const all = [...(await store.readRanked(REVOKED))].sort(([, a], [, b]) => b.at - a.at)
      return all.flatMap(([origin, { since, found }]) => {
        return found ? [{ origin, since, devices: found }] : []
      })
    },

    /** These were removed. */
    forget: (accountId: string, ids: readonly string[]): Promise<void> =>
      inTurn(async () => {
        for (const [origin, revoked] of await store.readRanked(REVOKED)) {
          const { found } = revoked
          const left = found?.filter((it) => it.accountId !== accountId || !ids.includes(it.id))
          if (left && left.length !== found?.length) await keep(origin, revoked, left)
        }
      }),

    /** The person knows of them. */
    dismiss: (origin: string): Promise<void> => inTurn(() => store.write(drop(REVOKED, origin))),
  }
}

export type NewcomersKeeper = ReturnType<typeof createNewcomers>
