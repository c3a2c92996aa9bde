import { errorObject, type Reason } from '../page-api/protocol.ts'
import { openSession } from '../page-api/session.ts'
import type { Downward, Upward } from '../page-api/wire.ts'
import { fakePort } from './ports.ts'

export const GREETING = {
  jsonrpc: '2.0',
  method: 'foyer.changed',
  params: {},
} as unknown as Downward
export const asked = (id: number | string, method = 'token.get') => ({ jsonrpc: '2.0', id, method })
export const answer = (id: number | string) => ({ jsonrpc: '2.0', id, result: 'r' }) as Downward
/** What a page is told of a request that failed. */
export const failed = (id: number | string | null, reason: Reason) => ({
  jsonrpc: '2.0',
  id,
  error: errorObject(reason),
})

type Port = ReturnType<typeof fakePort<Downward, Upward>>

export function sessionWorld({ greet = true } = {}) {
  const ports: Port[] = []
  const heard: unknown[] = []
  const state = { isGone: false, isInMeasure: true }
  const page = {
    onmessage: null as ((event: { data: unknown }) => void) | null,
    postMessage: (m: unknown) => void heard.push(m),
  }
  const session = openSession({
    page: page as unknown as MessagePort,
    connect: () => {
      if (state.isGone) throw new Error('Extension context invalidated.')
      const port = fakePort<Downward, Upward>(`p${ports.length}`)
      ports.push(port)
      return port
    },
    isClicked: () => true,
    isInMeasure: () => state.isInMeasure,
  })
  const last = () => ports.at(-1) as Port
  if (greet) {
    last().say(GREETING)
    heard.length = 0
  }
  const ask = (data: unknown) => page.onmessage?.({ data })
  const sent = (port: Port) =>
    port.posted.map((message) => ('request' in message ? message.request.id : message))
  return { session, ports, heard, state, ask, sent, last }
}
