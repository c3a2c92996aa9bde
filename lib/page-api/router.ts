import { type AnsweringWorld, createAnswering } from './answering.ts'
import { waiterOf } from './asking.ts'
import { asRequest } from './envelope.ts'
import { type Guest, guestOf } from './guest.ts'
import { createMethods, type MethodsWorld } from './methods.ts'
import { type PagePort, post, refuse } from './page-port.ts'
import { asSurplus } from './surplus.ts'
import { createTelling, newVisit, type Visit } from './telling.ts'
import type { Upward } from './wire.ts'

export type { PagePort }

export interface PageRouter {
  /** Hears a bridge out, or refuses it. */
  connect(port: PagePort): void
  /** Tells the pages of an origin, or all pages, what is new for them. */
  changed(origin?: string): void
}

export interface RouterWorld extends MethodsWorld, AnsweringWorld {
  /** Has what a page is likely to ask for read from the disk, before it asks. */
  readonly prepare: (guest: Guest) => void
  readonly ownId: string
  /** Reaches the bridges of an origin, or all, that have lost their port. */
  readonly wake: (origin?: string) => void
}

/** Decides who is heard, and keeps those who are posted. */
export function createPageRouter(world: RouterWorld): PageRouter {
  const { desk } = world
  const { handlers, standing } = createMethods(world, rotated)
  const answer = createAnswering(world, handlers)
  const tell = createTelling(standing)
  const visits = new Map<string, Visit>()

  /** The first word, before any answer; to a page that isn't let in there is none. */
  async function greet(visit: Visit): Promise<void> {
    try {
      await tell(visit)
    } catch {
      // Nobody knows whether it may speak; its bridge comes again with what it has to ask.
      end(visit)
      visit.port.disconnect()
      return
    }
    if (visit.told) return
    end(visit)
    refuse(visit.port)
  }

  async function hear(visit: Visit, message: Upward): Promise<void> {
    const { guest, port } = visit
    if ('abandoned' in message) {
      const waiter = waiterOf(guest.session, message.abandoned)
      await desk.left((candidate) => candidate === waiter)
      return
    }
    if ('surplus' in message) {
      for (const [method, times] of asSurplus(message.surplus)) {
        world.answered(guest, { method }, 'rate_limited', times)
      }
      return
    }
    // The bridge has looked at it already, but the bridge lives in the page's own process.
    const request = asRequest(message.request)
    if (!request) return
    const clicked = message.clicked === true
    post(port, await answer(request, { guest, clicked, isGone: () => !isHere(visit) }))
  }

  function isHere({ guest, port }: Visit): boolean {
    return visits.get(guest.session)?.port === port
  }

  function end(visit: Visit): void {
    if (!isHere(visit)) return
    visits.delete(visit.guest.session)
    void withdraw(visit)
  }

  /** Nobody is to decide what nobody waits for. */
  function withdraw({ guest }: Visit): Promise<void> {
    return desk.left((waiter) => waiter.startsWith(`${guest.session}/`))
  }

  function tellAll(fits: (guest: Guest) => boolean, isRotated = false): void {
    for (const visit of visits.values()) {
      // What can't be read now is told with the next news.
      if (fits(visit.guest)) tellNews(visit, isRotated).catch(() => {})
    }
  }

  async function tellNews(visit: Visit, isRotated: boolean): Promise<void> {
    await tell(visit, isRotated)
    if (visit.told && !visit.told.isLetIn) await withdraw(visit)
  }

  function rotated({ origin, isPrivate }: Guest): void {
    tellAll((guest) => guest.origin === origin && guest.isPrivate === isPrivate, true)
    world.wake(origin)
  }

  return {
    connect(port) {
      const guest = guestOf(port.name, port.sender, world.ownId)
      if (!guest) {
        refuse(port)
        return
      }
      const visit = newVisit(guest, port)
      visits.set(guest.session, visit)
      world.prepare(guest)
      const greeted = greet(visit)
      port.onMessage.addListener((message) => {
        void greeted.then(() => (isHere(visit) ? hear(visit, message) : undefined))
      })
      port.onDisconnect.addListener(() => end(visit))
    },

    changed(origin) {
      tellAll((guest) => origin === undefined || guest.origin === origin)
      world.wake(origin)
    },
  }
}
