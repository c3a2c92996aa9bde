import { vi } from 'vitest'
import {
  errorObject,
  type PageState,
  type Reason,
  type Request,
} from '../../lib/page-api/protocol.ts'
import { createConnector } from '../src/connect.ts'
import type { PageWindow } from '../src/line.ts'

export const LINKED: PageState = { version: 1, linked: true, locked: false, grant: null }
export const ORIGIN = 'http://media.test'

/** Foyer's end of one port. */
export interface Bridge {
  /** What the page has asked on this port. */
  readonly asked: Request[]
  readonly isClosed: () => boolean
  greet(state?: PageState): void
  answer(request: Request | undefined, result: unknown): void
  fail(request: Request | undefined, reason: Reason): void
}

/** Delivers at once, so that a test needs no waiting. */
class InstantChannel {
  readonly port1 = new InstantPort()
  readonly port2 = new InstantPort()
  constructor() {
    this.port1.other = this.port2
    this.port2.other = this.port1
  }
}

class InstantPort {
  other: InstantPort | undefined
  isClosed = false
  onmessage: ((event: { data: unknown }) => void) | null = null
  postMessage(data: unknown): void {
    const { other } = this
    if (!this.isClosed && other && !other.isClosed)
      other.onmessage?.({ data: structuredClone(data) })
  }
  close(): void {
    this.isClosed = true
  }
}

/** A page, and what a bridge in it would see. Call it with fake timers. */
export function fakePage({ origin = ORIGIN } = {}) {
  vi.stubGlobal('MessageChannel', InstantChannel)
  const bridges: Bridge[] = []
  const posts: { data: unknown; target: unknown }[] = []
  const page = Object.assign(new EventTarget(), {
    location: { origin },
    postMessage(data: unknown, target: unknown, [port]: InstantPort[] = []) {
      if (target === 'null') throw new DOMException('Invalid target origin', 'SyntaxError')
      posts.push({ data, target })
      if (port) bridges.push(bridgeOn(port))
    },
  })
  const connector = createConnector(
    () => page as unknown as PageWindow,
    () => Date.now(),
  )
  const say = (data: unknown, source: unknown = page, from: string = origin) =>
    page.dispatchEvent(Object.assign(new Event('message'), { data, source, origin: from }))

  return {
    ...connector,
    page,
    bridges,
    posts,
    say,
    last: () => bridges.at(-1) as Bridge,
    announce: () => say({ foyer: 'announce', version: 1 }),
    /** A client on a line that Foyer has greeted. */
    async connected(state = LINKED) {
      const connecting = connector.connect()
      bridges.at(-1)?.greet(state)
      const client = await connecting
      if (!client) throw new Error('Foyer has greeted, and there is no client')
      return client
    },
  }
}

function bridgeOn(port: InstantPort): Bridge {
  const asked: Request[] = []
  port.onmessage = ({ data }) => void asked.push(data as Request)
  const post = (message: object) => port.postMessage({ jsonrpc: '2.0', ...message })
  return {
    asked,
    isClosed: () => port.other?.isClosed === true,
    greet: (state = LINKED) => post({ method: 'foyer.changed', params: state }),
    answer: (request, result) => post({ id: request?.id, result }),
    fail: (request, reason) => post({ id: request?.id, error: errorObject(reason) }),
  }
}
