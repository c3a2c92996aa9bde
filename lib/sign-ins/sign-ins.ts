import { placeAfter, readPinAddress } from '../plex/pin-address.ts'
import type { Store } from '../storage/store.ts'
import type { Vault } from '../storage/vault.ts'
import type { Order } from '../tokens/holding.ts'
import type { Tokens } from '../tokens/tokens.ts'
import { type ApprovingWorld, createApproving } from './approving.ts'
import { createOffers, type OffersWorld } from './offers.ts'
import { createRecords } from './records.ts'
import type { LiveSignIn } from './sign-in.ts'

export interface SignInsWorld
  extends Omit<ApprovingWorld, 'records' | 'session' | 'isOurs' | 'leavePage'>,
    Omit<OffersWorld, 'plex' | 'isOurs' | 'approve'> {
  readonly plex: ApprovingWorld['plex'] & OffersWorld['plex']
  readonly store: Store
  readonly vault: Vault
  readonly tokens: Pick<Tokens, 'isMade' | 'endNow' | 'endDevice'>
  /** It was revoked; without its device it lives on at Plex. */
  readonly revoked: (signIn: LiveSignIn) => void
  /** The name of the browser's session. */
  readonly browserSession: () => Promise<string>
}

/** Sign-ins of sites and devices that know nothing of Foyer: offered, approved, remembered and ended. */
export function createSignIns(world: SignInsWorld) {
  const { store, tokens, tabs, identity, account } = world
  const records = createRecords(store, world.vault)
  const own = { isOurs, session: world.browserSession, leavePage }
  const approving = createApproving({ ...world, ...own, records })
  const offers = createOffers({
    ...world,
    isOurs,
    async approve(wish) {
      // What was revoked without a network would end this sign-in of the same device instead.
      if (wish.info.clientIdentifier !== null) await tokens.endNow(wish.info.clientIdentifier)
      await approving.approve(wish)
    },
  })

  async function isOurs(clientIdentifier: string): Promise<boolean> {
    if ((await identity()).clientIdentifier === clientIdentifier) return true
    return tokens.isMade(clientIdentifier)
  }

  async function leavePage(tabId: number, code: string, goesTo: string | null): Promise<void> {
    const page = readPinAddress((await tabs.get(tabId))?.url ?? '')
    // Whoever opened it can lead it elsewhere meanwhile; that is not where the person was told it goes.
    if (page?.code !== code || placeAfter(page) !== goesTo) return
    if (page.forwardUrl !== null) await tabs.go(tabId, page.forwardUrl)
    else await tabs.closeIfOpened(tabId)
  }

  async function isGone(accountId: string): Promise<boolean> {
    const owner = await account(accountId)
    return !owner || owner.health === 'signing_out'
  }

  async function forgetWhere(isIt: (signIn: LiveSignIn) => boolean | Promise<boolean>) {
    for (const signIn of await records.list()) if (await isIt(signIn)) await records.end(signIn.id)
  }

  async function revoke(id: string): Promise<void> {
    const { state, device } = (await records.get(id)) ?? {}
    // What is under way has an end of its own.
    if (state !== 'done' && state !== 'unsure') return
    // In another account, perhaps: one device ends in one account at a time.
    if (device) await tokens.endNow(device.clientIdentifier)
    await records.end(id, async (over, signIn) => {
      const order = orderOf(signIn)
      if (order) await tokens.endDevice(order, (ended) => store.write(...ended, ...over))
      else await store.write(...over)
      world.revoked(signIn)
    })
  }

  return {
    offers,
    list: records.list,
    resume: approving.resume,

    /**
     * Removes its device at Plex, right after or as soon as it can be; one that is not known is forgotten.
     *
     * @throws PlexError where that device still has to be removed from another account
     */
    revoke,

    /** The same, for whatever signed in on this device. */
    async revokeDevice(accountId: string, clientIdentifier: string): Promise<void> {
      for (const { id, device, ...of } of await records.list()) {
        const isIt = of.accountId === accountId && device?.clientIdentifier === clientIdentifier
        if (isIt) await revoke(id)
      }
    },

    /** The same, for all that an account let in. One that can't be ended now must not keep the others. */
    async revokeAccount(accountId: string): Promise<void> {
      for (const { id, ...of } of await records.list())
        if (of.accountId === accountId) await revoke(id).catch(() => {})
    },

    /** They live on at Plex: they are not of our making, and nobody can end them with this account now. */
    endAccount: (accountId: string): Promise<void> =>
      forgetWhere((signIn) => signIn.accountId === accountId),

    /** Ends what a stop left without its account. */
    async sweep(): Promise<void> {
      await forgetWhere(({ accountId }) => isGone(accountId))
      await records.sweep()
    },
  }
}

export type SignIns = ReturnType<typeof createSignIns>

function orderOf({ device, accountId, product }: LiveSignIn): Order | null {
  if (!device) return null
  const { clientIdentifier } = device
  const who = { clientIdentifier, accountId, name: product, product }
  return { ...who, holder: 'sign_in', isPrivate: false }
}
