import { type Guest, guestOf, type Sender } from './guest.ts'
import { createMethods, type Handlers, type MethodsWorld, waiterOf } from './methods.ts'
import { PageError, toErrorObject } from './page-error.ts'
import { isMethod, type MethodName, readParams, UNSERVED } from './params.ts'
import type { Request, Response } from './protocol.ts'
import { createRateLimit } from './rate.ts'
import { type Downward, REFUSED, type Upward } from './wire.ts'

/** The background's end of a bridge's port. */
export interface PagePort {
  readonly name: string
  readonly sender?: Sender
  postMessage(message: Downward): void
  disconnect(): void
  onMessage: { addListener(listener: (message: Upward) => void): void }
  onDisconnect: { addListener(listener: () => void): void }
}

export interface PageRouter {
  /** Hears a bridge out, or refuses it. */
  connect(port: PagePort): void
  /** Tells the pages of an origin, or all pages, how things stand now. */
  changed(origin?: string): void
}

export interface RouterWorld extends MethodsWorld {
  readonly ownId: string
  /** Reaches the bridges of an origin, or all, that have lost their port. */
  readonly wake: (origin?: string) => void
}

/** A bridge's session, and whether its page was let in when we last looked. */
interface Visit {
  readonly guest: Guest
  readonly port: PagePort
  isLetIn: boolean
}

/** Decides what a page gets. The order of the checks is the contract's: docs/PAGES.md. */
export function createPageRouter(world: RouterWorld): PageRouter {
  const { handlers, stateOf } = createMethods(world)
  const isInMeasure = createRateLimit(world.now)
  const visits = new Map<string, Visit>()

  async function greet(visit: Visit): Promise<void> {
    await tell(visit)
    if (visit.isLetIn) return
    end(visit)
    refuse(visit.port)
  }

  /** To a page that is let in; to one that no longer is, once more. */
  async function tell(visit: Visit): Promise<void> {
    const { guest, port, isLetIn: wasLetIn } = visit
    visit.isLetIn = (await world.sites.get(guest.origin)) !== null
    if (!visit.isLetIn && !wasLetIn) return
    post(port, { jsonrpc: '2.0', method: 'foyer.changed', params: await stateOf(guest.origin) })
  }

  async function answer(guest: Guest, request: Request, clicked: boolean): Promise<Response> {
    const { id, method } = request
    try {
      if (!(await world.sites.get(guest.origin))) throw new PageError('unauthorized')
      if (!isInMeasure(guest.origin)) throw new PageError('rate_limited')
      if (UNSERVED.includes(method)) throw new PageError('unsupported')
      if (!isMethod(method)) throw new PageError('unknown_method')
      const params = readParams(method, request.params)
      const handle = handlers[method] as Handlers[MethodName]
      const result = await handle({ guest, id, clicked }, params as never)
      return { jsonrpc: '2.0', id, result }
    } catch (error) {
      return { jsonrpc: '2.0', id, error: toErrorObject(error) }
    }
  }

  function end({ guest, port }: Visit): void {
    if (visits.get(guest.session)?.port !== port) return
    visits.delete(guest.session)
    void world.desk.left((waiter) => waiter.startsWith(`${guest.session}/`))
  }

  return {
    connect(port) {
      const guest = guestOf(port.name, port.sender, world.ownId)
      if (!guest) {
        refuse(port)
        return
      }
      const visit = { guest, port, isLetIn: false }
      visits.set(guest.session, visit)
      port.onMessage.addListener((message) => {
        if ('abandoned' in message) {
          const waiter = waiterOf(guest.session, message.abandoned)
          void world.desk.left((candidate) => candidate === waiter)
        } else {
          void answer(guest, message.request, message.clicked).then((reply) => post(port, reply))
        }
      })
      port.onDisconnect.addListener(() => end(visit))
      void greet(visit)
    },

    changed(origin) {
      for (const visit of visits.values()) {
        if (origin === undefined || visit.guest.origin === origin) void tell(visit)
      }
      world.wake(origin)
    },
  }
}

function refuse(port: PagePort): void {
  post(port, REFUSED)
  port.disconnect()
}

function post(port: PagePort, message: Downward): void {
  try {
    port.postMessage(message)
  } catch {
    // The page went away while it was answered.
  }
}
