import { asRequest, notARequest } from './envelope.ts'
import {
  errorObject,
  type Reason,
  type Request,
  type RequestId,
  type Response,
} from './protocol.ts'
import { createSurplus } from './surplus.ts'
import { type Downward, REFUSED, type Upward } from './wire.ts'

/** The part of a runtime port that a session uses. */
export interface BackgroundPort {
  postMessage(message: Upward): void
  disconnect(): void
  onMessage: { addListener(listener: (message: Downward) => void): void }
  onDisconnect: { addListener(listener: () => void): void }
}

export interface SessionWorld {
  readonly page: MessagePort
  /** @throws where the extension is gone */
  readonly connect: () => BackgroundPort
  readonly isClicked: () => boolean
  /** Whether one more request of the page is in measure. */
  readonly isInMeasure: () => boolean
}

/** How long a request may take, in ms. A page never waits for ever. */
const DEADLINE_MS = 15_000
const APPROVAL_DEADLINE_MS = 180_000
/** Ports in a row that may die before a word came; then something is wrong beyond a restart. */
const MAX_SILENT_PORTS = 3

/**
 * One page's talk with the background, which may be stopped and started again
 * beneath it: what has no answer yet is sent again with the same id.
 */
export function openSession({ page, connect, isClicked, isInMeasure }: SessionWorld) {
  const pending = new Map<
    RequestId,
    { request: Request; deadline: ReturnType<typeof setTimeout> }
  >()
  let port: BackgroundPort | null = null
  let silentPorts = 0
  let greeted = false
  let ended: Reason | null = null
  /** What waits beyond its deadline waits for the unlock then. */
  let isLocked = false
  /** What the page hears once it is let in: to one that never is, we are not here. */
  const unsaid: Response[] = []
  const surplus = createSurplus((told) => {
    if (port) send({ surplus: told })
    return port !== null
  })

  function attach(): void {
    let attached: BackgroundPort
    try {
      attached = connect()
    } catch {
      end('restarting')
      return
    }
    port = attached
    silentPorts++
    attached.onMessage.addListener((message) => {
      silentPorts = 0
      greeted ||= message !== REFUSED
      hear(message)
      if (greeted) for (const answer of unsaid.splice(0)) page.postMessage(answer)
    })
    attached.onDisconnect.addListener(() => {
      if (port !== attached) return
      port = null
      if (pending.size && silentPorts < MAX_SILENT_PORTS) reattach()
      else fail('restarting')
    })
  }

  function reattach(): void {
    attach()
    for (const { request } of pending.values()) send({ request, clicked: false })
  }

  function send(message: Upward): void {
    try {
      port?.postMessage(message)
    } catch {
      // The port died; its disconnect is on its way and sends everything again.
    }
  }

  function hear(message: Downward): void {
    if (message !== REFUSED && 'method' in message) isLocked = message.params.locked
    if (message === REFUSED) end('unauthorized')
    else if (!('id' in message) || message.id === null || settle(message.id)) {
      page.postMessage(message)
    }
  }

  function say(answer: Response): void {
    if (greeted) page.postMessage(answer)
    else if (!ended) unsaid.push(answer)
  }

  function settle(id: RequestId): boolean {
    clearTimeout(pending.get(id)?.deadline)
    return pending.delete(id)
  }

  function expire(id: RequestId): void {
    settle(id)
    say({ jsonrpc: '2.0', id, error: errorObject(isLocked ? 'locked' : 'timeout') })
    send({ abandoned: id })
  }

  function fail(reason: Reason): void {
    for (const id of [...pending.keys()]) {
      settle(id)
      say({ jsonrpc: '2.0', id, error: errorObject(reason) })
    }
  }

  function end(reason: Reason): void {
    ended = reason
    fail(reason)
    port?.disconnect()
  }

  page.onmessage = ({ data }) => {
    const request = asRequest(data)
    if (!request) {
      say(notARequest(data))
      return
    }
    const { id, method } = request
    if (ended) {
      say({ jsonrpc: '2.0', id, error: errorObject(ended) })
      return
    }
    if (pending.has(id)) return
    // The background holds the same measure for all pages of an origin; this spares it a flood.
    if (!isInMeasure()) {
      surplus.add(method)
      say({ jsonrpc: '2.0', id, error: errorObject('rate_limited') })
      return
    }
    const time = method === 'access.request' ? APPROVAL_DEADLINE_MS : DEADLINE_MS
    pending.set(id, { request, deadline: setTimeout(() => expire(id), time) })
    if (port) send({ request, clicked: isClicked() })
    else reattach()
  }

  attach()
  return {
    /** Takes a new port where the old one may be dead without saying so. */
    revive(): void {
      if (ended) return
      const old = port
      // The new one first: a session without a port has left, and so have its requests.
      reattach()
      old?.disconnect()
    },
    /** Leaves until it is revived: nobody looks at its page, so nothing may wait for it. */
    rest(): void {
      surplus.flush()
      const old = port
      port = null
      old?.disconnect()
    },
    isAttached: () => port !== null,
    /** Whether its page may still be heard. */
    isLive: () => ended === null,
    close: () => end('restarting'),
  }
}
