import { linkUrl } from '../plex/addresses.ts'
import type { PlexClient } from '../plex/client.ts'
import type { Identity } from '../plex/identity.ts'
import { type PinAddress, placeAfter, readPinAddress } from '../plex/pin-address.ts'
import type { Wish } from './approving.ts'
import { createLooks } from './looks.ts'
import { SignInFailure } from './sign-in.ts'
import type { PlexTabs } from './tabs.ts'
import type { Verdict } from './verdict.ts'
import { createWaiting, type WaitingPin, type WaitingWorld } from './waiting.ts'

/** Somebody else's PIN, as it is offered to the person. */
export interface Offer {
  readonly id: string
  /** Null while Plex is asked. */
  readonly verdict: Verdict | null
  /** The origin that the page goes on to; null: none. */
  readonly goesTo: string | null
  readonly isTyped: boolean
}

/** What a page of ours looks for. */
export interface OfferSearch {
  /** The tab before the person; null: none that we may see. */
  readonly tabId: number | null
  /** A short code that the person typed; null: none. */
  readonly code: string | null
}

export interface OffersWorld extends WaitingWorld {
  readonly tabs: PlexTabs
  readonly plex: Pick<PlexClient, 'getPinInfo'>
  readonly identity: () => Promise<Identity>
  readonly approve: (wish: Wish) => Promise<void>
  readonly now: () => number
  readonly changed: () => void
}

const SHORT_CODE = /^[A-Z0-9]{4}$/

/** Other people's PINs, looked at and decided on. */
export function createOffers(world: OffersWorld) {
  const { tabs, plex, identity, isOurs, changed } = world
  const waiting = createWaiting(world)
  const looks = createLooks(ask, world.now, changed)
  /** What our own pages were shown, by its id. */
  const shown = new Map<string, WaitingPin>()

  /** As Plex's own page asks: under the identifier that the PIN is said to be of, where one is said. */
  async function ask({ code, clientIdentifier }: PinAddress) {
    const { product, clientIdentifier: own } = await identity()
    return plex.getPinInfo({ product, clientIdentifier: clientIdentifier ?? own }, code)
  }

  async function offerOf(pin: WaitingPin): Promise<Offer | null> {
    const { id, verdict } = looks.at(pin.address)
    const maker = verdict?.info?.clientIdentifier ?? null
    if (maker !== null && (await isOurs(maker))) return null
    shown.set(id, pin)
    return { id, verdict, goesTo: placeAfter(pin.address), isTyped: pin.tabId === null }
  }

  function shownAs(id: string): WaitingPin {
    const pin = shown.get(id)
    if (!pin) throw new SignInFailure()
    return pin
  }

  /** Whether Plex's page is still what the person was shown. */
  async function isThere({ address, tabId }: WaitingPin): Promise<boolean> {
    if (tabId === null) return true
    const now = readPinAddress((await tabs.get(tabId))?.url ?? '')
    return now?.code === address.code && now.forwardUrl === address.forwardUrl
  }

  return {
    /** What was typed comes first, then what is before the person. */
    async find({ tabId, code }: OfferSearch): Promise<Offer[]> {
      const found = await waiting.find(tabId)
      const others = found.filter(({ address }) => address.code !== code)
      const all = code !== null && SHORT_CODE.test(code) ? [typed(code), ...others] : found
      return (await Promise.all(all.map(offerOf))).filter((offer) => offer !== null)
    },

    /** How many wait somewhere; nobody is asked for more. */
    count: async (): Promise<number> => (await waiting.find(null)).length,

    /** All that our pages can show now, put off or not, as one text: another one, and they look again. */
    async inSight(): Promise<string> {
      const pins = await waiting.inSight()
      return JSON.stringify(pins.map(({ address, tabId }) => [address, tabId]))
    },

    /** @throws SignInFailure where it is no longer what was shown, PlexError where Plex refuses */
    async approve(id: string, accountId: string): Promise<void> {
      const pin = shownAs(id)
      const { address, tabId } = pin
      const { id: now, verdict } = looks.at(address)
      if (now !== id || verdict?.offer !== 'approve') throw new SignInFailure()
      if (!(await isThere(pin))) throw new SignInFailure()
      const { code } = address
      const goesTo = placeAfter(address)
      await world.approve({ code, accountId, info: verdict.info, goesTo, tabId })
      await waiting.answer(code, 'approved')
      changed()
    },

    async putOff(id: string): Promise<void> {
      await waiting.answer(shownAs(id).address.code, 'not_now')
      changed()
    },

    /** The person decides at Plex's own page. */
    async goOnAtPlex(id: string): Promise<void> {
      const { address, tabId } = shownAs(id)
      await waiting.answer(address.code, 'not_now')
      if (tabId === null) await tabs.open(linkUrl(address.code))
      else await tabs.show(tabId)
      changed()
    },

    askAgain: (id: string): Promise<void> => looks.again(shownAs(id).address),
  }
}

function typed(code: string): WaitingPin {
  const address = { code, clientIdentifier: null, forwardUrl: null, isForwardOdd: false }
  return { address, tabId: null }
}
