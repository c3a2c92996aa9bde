import { type PinAddress, readPinAddress } from '../plex/pin-address.ts'
import type { Area } from '../storage/store.ts'
import { createTurns } from '../storage/turns.ts'
import type { PlexTabs, SeenTab } from './tabs.ts'

/** A PIN that waits for somebody's approval. */
export interface WaitingPin {
  readonly address: PinAddress
  /** Where Plex's page for it is; null: its code was typed. */
  readonly tabId: number | null
}

export interface WaitingWorld {
  readonly tabs: Pick<PlexTabs, 'list' | 'get'>
  /** Emptied when the browser closes. */
  readonly session: Area
  /** Whether an identifier is Foyer's own, or one that it makes a token for. */
  readonly isOurs: (clientIdentifier: string) => Promise<boolean>
  /** The code of a PIN of Foyer's own that waits now; null: there is none. */
  readonly ownCode: () => Promise<string | null>
}

/** What the person has said to a PIN. What is approved is never offered again. */
type Answer = 'not_now' | 'approved'

const KEY = 'answered-pins'
const KEPT = 50

/** The PINs at Plex's pages that are not our own. */
export function createWaiting({ tabs, session, isOurs, ownCode }: WaitingWorld) {
  const inTurn = createTurns()

  async function answers(): Promise<Record<string, Answer>> {
    return ((await session.get([KEY]))[KEY] as Record<string, Answer> | undefined) ?? {}
  }

  async function isOwn({ code, clientIdentifier }: PinAddress): Promise<boolean> {
    if (clientIdentifier !== null && (await isOurs(clientIdentifier))) return true
    return code === (await ownCode())
  }

  async function pinAt({ tabId, url, isPrivate }: SeenTab): Promise<WaitingPin | null> {
    // What is approved stays in a list, and of a private window nothing does.
    const address = isPrivate ? null : readPinAddress(url)
    return address && !(await isOwn(address)) ? { address, tabId } : null
  }

  return {
    /** Those in tabs that we may see, whatever the person said to them. */
    async inSight(): Promise<WaitingPin[]> {
      const found = await Promise.all((await tabs.list()).map(pinAt))
      return found.filter((pin) => pin !== null)
    },

    /**
     * Newest tab first. What the person put off is left out, but for the page that is before them.
     *
     * @param frontId the tab before the person; null: none that we may see
     */
    async find(frontId: number | null): Promise<WaitingPin[]> {
      const [front, listed] = [frontId === null ? null : await tabs.get(frontId), await tabs.list()]
      const others = listed.filter(({ tabId }) => tabId !== frontId).sort(newestFirst)
      const found = await Promise.all([...(front ? [front] : []), ...others].map(pinAt))
      const said = found.some((pin) => pin) ? await answers() : {}
      const codes = new Set<string>()
      return found.filter((pin) => {
        if (!pin || codes.has(pin.address.code)) return false
        codes.add(pin.address.code)
        const answer = said[pin.address.code]
        return answer === undefined || (answer === 'not_now' && pin.tabId === frontId)
      }) as WaitingPin[]
    },

    answer: (code: string, answer: Answer): Promise<void> =>
      inTurn(async () => {
        const said = Object.entries({ ...(await answers()), [code]: answer })
        await session.set({ [KEY]: Object.fromEntries(said.slice(-KEPT)) })
      }),
  }
}

function newestFirst(one: SeenTab, other: SeenTab): number {
  return other.tabId - one.tabId
}
