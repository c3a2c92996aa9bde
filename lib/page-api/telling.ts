import { createTurns, type InTurn } from '../storage/turns.ts'
import type { Standing } from './access.ts'
import type { Guest } from './guest.ts'
import { type PagePort, post } from './page-port.ts'

/** A bridge's session, and what its page was told last; null: it was never let in. */
export interface Visit {
  readonly guest: Guest
  readonly port: PagePort
  told: Standing | null
  /** One telling at a time, so that what is told last is what is true. */
  readonly inTurn: InTurn
}

export function newVisit(guest: Guest, port: PagePort): Visit {
  return { guest, port, told: null, inTurn: createTurns() }
}

/** Tells pages how things stand for them. */
export function createTelling(standing: (guest: Guest) => Promise<Standing>) {
  async function tellNow(visit: Visit, isRotated: boolean): Promise<void> {
    const before = visit.told
    const now = await standing(visit.guest)
    if (!before && !now.isLetIn) return
    // What others do must not show here, not even as a message without news.
    const isNews = before?.mark !== now.mark || (isRotated && now.state.grant !== null)
    if (!isNews) return
    visit.told = now
    post(visit.port, { jsonrpc: '2.0', method: 'foyer.changed', params: now.state })
  }

  /**
   * Tells a page what is new for it; that it is no longer let in as the last word.
   *
   * @param isRotated its token is another one, which the state doesn't show
   * @throws where what is stored can't be read now
   */
  return (visit: Visit, isRotated = false): Promise<void> =>
    visit.inTurn(() => tellNow(visit, isRotated))
}
