import type { Desk } from '../approvals/desk.ts'
import type { SignIns } from '../sign-ins/sign-ins.ts'
import { GRANTS } from '../sites/grant-records.ts'
import { keyOf } from '../storage/collection.ts'
import { VaultLocked } from '../storage/vault.ts'
import { TOOLS } from '../tools/tool.ts'
import type { Tools } from '../tools/tools.ts'
import type { Ground } from './ground.ts'
import type { Knowing } from './knowing.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'

const TRY_AGAIN_MS = 60_000

export type Endings = ReturnType<typeof createEndings>

/** Has Plex end what nobody may have any more: the tokens made for sites and tools, then signed-out accounts. */
export function createEndings(
  { now, alarms }: Ground,
  { accounts, lock, unusable }: Records,
  { tokens, grantsOf }: Sharing,
  desk: Desk,
  tools: Tools,
  { newcomers }: Knowing,
  signIns: SignIns,
) {
  /** @param isNow also what would wait for its next try */
  async function endAtPlex(isNow = false): Promise<void> {
    if (await lock.isLocked()) return // the unlock does it
    try {
      await endNow(isNow)
    } catch (error) {
      if (!(error instanceof VaultLocked)) throw error
    }
  }

  async function endNow(isNow: boolean): Promise<void> {
    await tokens.endAtPlex(isNow)
    const left = await accounts.leave(async (id) => !(await tokens.accountsInUse()).has(id))
    const unseen = await newcomers.look()
    if (left + unseen > 0) alarms.endings(now() + TRY_AGAIN_MS)
  }

  /** The identifiers of what a grant or a tool holds, or is being made for a request. */
  async function wanted(): Promise<ReadonlySet<string>> {
    const given = await Promise.all([grantsOf(false).list(), grantsOf(true).list()])
    const plans = (await desk.open()).map(({ work }) => work?.plan)
    const identifiers = [...given.flat(), ...plans].flatMap((it) => it?.clientIdentifier ?? [])
    return new Set([...identifiers, ...(await tools.identifiers()), ...(await newer())])
  }

  /** Of what a newer version gave: that it can't be read by us ends nothing. */
  async function newer(): Promise<string[]> {
    const left = (await unusable.list()).flatMap(({ key, reason }) =>
      reason === 'newer' ? key : [],
    )
    const held = left.length ? await tokens.holdings() : []
    return held.flatMap(({ clientIdentifier: id, name }) =>
      [keyOf(TOOLS, id), keyOf(GRANTS, name)].some((key) => left.includes(key)) ? id : [],
    )
  }

  async function sweep(): Promise<void> {
    for (const isPrivate of [false, true]) await grantsOf(isPrivate).sweep()
    await tools.sweep()
    await signIns.sweep()
  }

  /** What a stop cut short, or a closed browser left behind, is ended as well. */
  async function tidy(): Promise<void> {
    await sweep()
    await tokens.tidy(wanted)
    await endAtPlex()
  }

  return {
    endAtPlex,
    sweep,
    tidy,

    /** A sign-out that a stop cut short goes on, and so does what waited for an unlock that was cut short. */
    async resume(): Promise<void> {
      const list = await accounts.list()
      if (list.some(({ health }) => health === 'signing_out')) await tidy()
      else if ((await tokens.pending()).length) await endAtPlex()
    },
  }
}
