import type { Desk } from '../approvals/desk.ts'
import type { Ground } from './ground.ts'

/** The click in a page that closes the popup may be the one that asks: so soon after, it was not shown there. */
const CLOSING_MS = 1000

/** Brings what waits for the person before them. */
export function createShowing(
  { now, tabs, surface }: Ground,
  desk: Pick<Desk, 'open'>,
  isPopupOpen: () => boolean,
) {
  let missed: { readonly tabId: number; readonly at: number } | null = null

  async function present(tabId: number, clicked: boolean): Promise<void> {
    if (!clicked || !(await tabs.isInFront(tabId))) return
    if (isPopupOpen()) missed = { tabId, at: now() }
    else await surface.open(tabId)
  }

  return {
    /** By itself only where the person has just clicked in the page before them. */
    present,

    /** Nothing waits any more. */
    async closeEmpty(): Promise<void> {
      if (!(await desk.open()).length) await surface.close()
    },

    async popupClosed(): Promise<void> {
      const late = missed
      missed = null
      if (late && now() - late.at < CLOSING_MS) await present(late.tabId, true)
    },
  }
}
