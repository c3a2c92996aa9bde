import type { Identity } from '../plex/identity.ts'
import type { Order } from '../tokens/holding.ts'
import type { Tokens } from '../tokens/tokens.ts'
import type { Grants } from './grants.ts'
import {
  type Duration,
  type Grant,
  needsToken,
  type Scope,
  type TokenKind,
  termOf,
} from './policy.ts'
import type { Visits } from './visits.ts'

/** What the person wants a site to have. */
export interface Wish {
  readonly origin: string
  readonly accountId: string
  readonly scopes: readonly Scope[]
  readonly email: boolean
  readonly tokenKind: TokenKind
  readonly duration: Duration
  /** The tab of the visit that "once" means. */
  readonly tabId: number | null
  readonly isPrivate: boolean
}

/** A wish, with the identifier under which a token is made for it; null where none is needed. */
export interface Plan extends Wish {
  readonly clientIdentifier: string | null
  /** When the person decided (ms since the epoch): its time runs from then, however often it is carried out. */
  readonly decidedAt: number
}

/** Whether a grant may take the place of the one that stands. */
export type Fits = (standing: Grant | null) => boolean

/** Gives what was planned; false where it can't be given any more. */
export type Give = (fits?: Fits) => Promise<boolean>

export interface GrantingWorld {
  readonly tokens: Pick<Tokens, 'identifierOf' | 'make' | 'openPin' | 'abandon'>
  /** Those given in private windows are kept apart, and end with them. */
  readonly grantsOf: (isPrivate: boolean) => Grants
  readonly visits: Pick<Visits, 'begin'>
  readonly addressOf: (tabId: number) => Promise<string | undefined>
  readonly session: () => Promise<string>
  readonly now: () => number
}

/** Turns what the person wants into a grant, with a token of the site's own where it needs one. */
export function createGranting(world: GrantingWorld) {
  const { tokens, grantsOf, visits, addressOf, session, now } = world

  async function grantOf(plan: Plan): Promise<Grant> {
    const { origin, accountId, scopes, email, tokenKind, clientIdentifier, decidedAt } = plan
    const { duration, tabId } = plan
    const term = termOf(duration, { now: decidedAt, session: await session(), tabId })
    const what = { scopes, email, tokenKind, clientIdentifier }
    return { origin, accountId, ...what, since: decidedAt, ...term }
  }

  /** For a private window it is on no list: only who has it, or was to have it, tells. */
  async function identifierFor(wish: Wish, former: Plan | null): Promise<string> {
    const { origin, accountId, isPrivate } = wish
    if (!isPrivate) return tokens.identifierOf(origin, accountId)
    const grant = await grantsOf(true).live(origin)
    const known = [grant, former].find((it) => it?.accountId === accountId && it.clientIdentifier)
    return known?.clientIdentifier ?? crypto.randomUUID()
  }

  async function give(plan: Plan, fits?: Fits): Promise<boolean> {
    const grants = grantsOf(plan.isPrivate)
    const grant = await grantOf(plan)
    const { tabId } = grant
    if (tabId !== null) await visits.begin(tabId)
    if (!(await grants.give(grant, fits))) return false
    // Had the tab gone on just before, its event found nothing to end.
    if (tabId !== null) await grants.endVisit(tabId, await addressOf(tabId))
    return (await grants.live(grant.origin)) !== null
  }

  return {
    /** @param former what was planned for the same request before */
    async plan(wish: Wish, former: Plan | null = null): Promise<Plan> {
      const needsOwn = wish.tokenKind === 'site' && needsToken(wish.scopes)
      const clientIdentifier = needsOwn ? await identifierFor(wish, former) : null
      return { ...wish, clientIdentifier, decidedAt: now() }
    },

    give,

    /**
     * @param commit gives it, if it is still wanted when the token is there
     * @returns false where it no longer was
     * @throws PlexError where the token can't be made now
     */
    async grant(plan: Plan, commit: (give: Give) => Promise<boolean>): Promise<boolean> {
      const { clientIdentifier } = plan
      const hold = () => commit((fits) => give(plan, fits))
      return clientIdentifier ? tokens.make(orderOf(plan, clientIdentifier), hold) : hold()
    },

    /** Nothing will come of it. What a grant holds stays. */
    async abandon({ clientIdentifier }: Plan): Promise<void> {
      if (clientIdentifier) await tokens.abandon(clientIdentifier)
    },

    /** What Plex's own page needs to have the person approve this site's PIN. @throws PlexError */
    async openAtPlex(
      plan: Plan,
      clientIdentifier: string,
    ): Promise<Pick<Identity, 'clientIdentifier' | 'product'> & { readonly code: string }> {
      const order = orderOf(plan, clientIdentifier)
      return { clientIdentifier, product: order.product, code: await tokens.openPin(order) }
    },
  }
}

export type Granting = ReturnType<typeof createGranting>

/** The tokens stand on the disk, where nothing tells what was visited in a private window. */
function orderOf({ origin, accountId, isPrivate }: Wish, clientIdentifier: string): Order {
  const [name, product] = isPrivate ? ['', PRIVATE_PRODUCT] : [origin, productOf(origin)]
  return { clientIdentifier, accountId, holder: 'site', name, product, isPrivate }
}

const PRIVATE_PRODUCT = 'Private window via Foyer'

/** What a person reads in their list of devices at Plex. */
export function productOf(origin: string): string {
  return `${new URL(origin).host} via Foyer`
}
