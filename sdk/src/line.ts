import type {
  Changed,
  Connect,
  Methods,
  PageState,
  Request,
  Response,
} from '../../lib/page-api/protocol.ts'
import { FoyerError, passing } from './error.ts'

/** The part of a window that is used. */
export type PageWindow = Pick<Window, 'postMessage' | 'location'> &
  Pick<EventTarget, 'addEventListener'>

interface Call {
  readonly request: Request
  timesSent: number
  /** Takes it off the line, and gives its caller the outcome. */
  readonly end: (outcome: { result: unknown } | { error: unknown }) => void
}

export interface Line {
  /** How things stand for this site; undefined until Foyer has answered for the first time. */
  readonly state: PageState | undefined
  /**
   * @returns the result; the deadline is in ms
   * @throws FoyerError, or the signal's reason
   */
  ask<M extends keyof Methods>(
    method: M,
    params: Methods[M]['params'],
    deadline: number,
    signal: AbortSignal | undefined,
  ): Promise<Methods[M]['result']>
}

/** How long Foyer may take to greet a page that it has greeted before, in ms: it may be updating. */
const GREETING_MS = 5_000
/** A request that Foyer stopped under is repeated once. */
const MAX_TIMES_SENT = 2

/**
 * The one conversation with Foyer, over as many ports as it takes. docs/PAGES.md
 *
 * @param changed hears each state that Foyer tells
 * @throws where there is no window, or its origin is opaque
 */
export function openLine(page: PageWindow, changed: (state: PageState) => void): Line {
  const calls = new Map<unknown, Call>()
  let port: MessagePort | undefined
  let state: PageState | undefined
  let isGreeted = false
  let greeting: ReturnType<typeof setTimeout> | undefined
  let lastId = 0

  function open(): void {
    const channel = new MessageChannel()
    const { origin } = page.location
    page.postMessage({ foyer: 'connect', version: 1 } satisfies Connect, origin, [channel.port2])
    port?.close()
    port = channel.port1
    port.onmessage = ({ data }) => hear(data)
    isGreeted = false
    clearTimeout(greeting)
    greeting = setTimeout(settle, GREETING_MS, false)
  }

  function hear(message: Changed | Response): void {
    if ('method' in message) {
      state = message.params
      if (!isGreeted) settle(true)
      changed(state)
    } else if ('error' in message) {
      const call = calls.get(message.id)
      const { data } = message.error
      // Its end of the line is gone; another one may be there, or will announce itself.
      if (call && data.reason === 'restarting' && call.timesSent < MAX_TIMES_SENT) open()
      else call?.end({ error: new FoyerError(message.error) })
    } else calls.get(message.id)?.end(message)
  }

  /** Foyer has greeted the page, or has had its time for that. */
  function settle(isHere: boolean): void {
    isGreeted = isHere
    clearTimeout(greeting)
    greeting = undefined
    for (const call of calls.values()) {
      if (isHere && call.timesSent < MAX_TIMES_SENT) send(call)
      else
        call.end({ error: passing('restarting', 'Foyer is not here any more, or is restarting.') })
    }
  }

  function send(call: Call): void {
    call.timesSent++
    port?.postMessage(call.request)
  }

  open()
  page.addEventListener('message', (event) => {
    const { source, origin, data } = event as MessageEvent
    const isOwn = source === page && origin === page.location.origin
    if (isOwn && data?.foyer === 'announce') open()
  })

  return {
    get state() {
      return state
    },
    ask: (method, params, deadline, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted()
        const id = ++lastId
        const abort = () => end({ error: signal?.reason })
        const late = () => end({ error: passing('timeout', 'No answer came in time.') })
        const limit = setTimeout(late, deadline)
        signal?.addEventListener('abort', abort)
        const end: Call['end'] = (outcome) => {
          calls.delete(id)
          clearTimeout(limit)
          signal?.removeEventListener('abort', abort)
          if ('error' in outcome) reject(outcome.error)
          else resolve(outcome.result as Methods[typeof method]['result'])
        }
        const request: Request = { jsonrpc: '2.0', id, method, params }
        const call: Call = { request, timesSent: 0, end }
        calls.set(id, call)
        if (isGreeted) send(call)
        else if (!greeting) open()
      }),
  }
}
