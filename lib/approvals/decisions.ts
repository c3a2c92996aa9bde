import type { Account } from '../accounts/account.ts'
import { troubleOf } from '../accounts/home-pin.ts'
import { PlexError, Unauthorized } from '../plex/errors.ts'
import type { Granting, Plan, Wish } from '../sites/granting.ts'
import { originOf, tokenKindsFor } from '../sites/policy.ts'
import { NotStored } from '../storage/store.ts'
import { createOnce } from '../storage/turns.ts'
import { VaultLocked } from '../storage/vault.ts'
import { createPlexWatch, type PlexWatchWorld } from '../tokens/plex-watch.ts'
import type { Desk } from './desk.ts'
import type { Approval, Work } from './queue.ts'

/** What the person chose with Allow. */
export type Choice = Pick<Wish, 'accountId' | 'tokenKind' | 'duration' | 'email'>

/** Why Allow did nothing. */
export class AllowFailure extends Error {
  readonly reason: 'site_left' | 'no_account' | 'not_allowed'

  constructor(reason: AllowFailure['reason']) {
    super(reason)
    this.reason = reason
  }
}

export interface DecisionsWorld extends PlexWatchWorld {
  readonly desk: Desk
  readonly granting: Granting
  readonly account: (id: string) => Promise<Account | null>
  /** Asks Plex whether an account's token still lives. */
  readonly check: (accountId: string) => Promise<unknown>
  readonly isAllowedSite: (origin: string) => Promise<boolean>
  readonly addressOf: (tabId: number) => Promise<string | undefined>
}

/** Carries out what the person decides about a page's request. */
export function createDecisions(world: DecisionsWorld) {
  const { desk, granting, account, plexPage } = world
  /** Several wakes, or two open popups, may want the same. */
  const once = createOnce()
  const watch = createPlexWatch(world)

  /** A decision counts only for the page that was shown. */
  async function isStillThere({ origin, tabId }: Approval): Promise<boolean> {
    return originOf(await world.addressOf(tabId)) === origin && (await world.isAllowedSite(origin))
  }

  async function mustBePossible(approval: Approval, choice: Choice): Promise<void> {
    if (!(await isStillThere(approval))) {
      await desk.denied(approval.id, false)
      throw new AllowFailure('site_left')
    }
    if ((await account(choice.accountId))?.health !== 'ok') throw new AllowFailure('no_account')
    const isPossible = tokenKindsFor(approval.origin).includes(choice.tokenKind)
    if (!isPossible) throw new AllowFailure('not_allowed')
  }

  /**
   * Notes what is being done, and does it. Of a request that ends meanwhile nothing is left.
   *
   * @param from only if it is as far as this
   */
  async function carryOut(
    id: string,
    work: Work,
    task: () => Promise<void>,
    from?: Work['state'],
  ): Promise<void> {
    const { plan } = work
    try {
      if (await desk.workOn(id, work, from)) await task()
    } catch (error) {
      if (error instanceof VaultLocked) return // it goes on with the unlock
      const trouble = troubleOf(error)
      const isOpen = await desk.workOn(id, { plan, state: 'refused', trouble })
      if (!isOpen) await granting.abandon(plan)
      if (error instanceof Unauthorized) await world.check(plan.accountId)
      if (!isTold(error)) throw error
    }
  }

  const give = (id: string, plan: Plan, from?: Work['state']) =>
    once(`give ${id}`, () => {
      const task = async () => {
        const isGiven = await granting.grant(plan, (give) =>
          desk.allowed(id, async (approval) => (await isStillThere(approval)) && give()),
        )
        if (!isGiven) await desk.denied(id, false)
      }
      return carryOut(id, { plan, state: 'asking', trouble: null }, task, from)
    })

  const watchPlex = (id: string, plan: Plan, clientIdentifier: string) =>
    once(`watch ${id}`, async () => {
      const outcome = await watch(clientIdentifier, async () => {
        return (await desk.find(id))?.work?.state === 'at_plex'
      })
      if (outcome === 'approved') await give(id, plan, 'at_plex')
      else if (outcome) {
        await desk.workOn(id, { plan, state: 'refused', trouble: outcome }, 'at_plex')
      }
    })

  return {
    /** @throws AllowFailure; what Plex refuses is noted with the request, for the person to choose anew */
    allow: (id: string, choice: Choice): Promise<void> =>
      once(`allow ${id}`, async () => {
        const approval = await desk.find(id)
        if (!approval) return
        const former = approval.work?.plan
        // Decided already, in another popup.
        if (former && approval.work?.state === 'asking') return give(id, former)
        await mustBePossible(approval, choice)
        const plan = await granting.plan(wishOf(approval, choice), former)
        const isOther = former && former.clientIdentifier !== plan.clientIdentifier
        if (isOther) await granting.abandon(former)
        await give(id, plan)
      }),

    /** Plex refused to make the token for us: the person approves it at Plex's own page. Again opens it again. */
    async allowAtPlex(id: string): Promise<void> {
      const { plan, state } = (await desk.find(id))?.work ?? {}
      if (!plan?.clientIdentifier || state === 'asking') return
      const { clientIdentifier } = plan
      await carryOut(id, { plan, state: 'at_plex', trouble: null }, async () => {
        await plexPage.open(await granting.openAtPlex(plan, clientIdentifier))
        void watchPlex(id, plan, clientIdentifier)
      })
    },

    /** Goes on, after a stop, with what the person had allowed. Any number of times. */
    async resume(): Promise<void> {
      for (const { id, work } of await desk.open()) {
        const { plan, state } = work ?? {}
        if (plan && state === 'asking') void give(id, plan)
        if (plan?.clientIdentifier && state === 'at_plex') {
          void watchPlex(id, plan, plan.clientIdentifier)
        }
      }
    },
  }
}

/** The request itself says what came in the way. */
function isTold(error: unknown): boolean {
  return error instanceof PlexError || error instanceof NotStored
}

function wishOf({ origin, scopes, tabId, isPrivate }: Approval, choice: Choice): Wish {
  const { accountId, tokenKind, duration, email } = choice
  return { origin, scopes, tabId, isPrivate, accountId, tokenKind, duration, email }
}

export type Decisions = ReturnType<typeof createDecisions>
