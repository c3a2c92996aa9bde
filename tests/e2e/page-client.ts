import type { Tab } from '../../demo/browsers/index.ts'
import { until } from '../../demo/browsers/index.ts'

interface Heard {
  readonly answers: Record<string, { result?: unknown; error?: PageFailure }>
  readonly states: { linked: boolean; locked: boolean; grant: unknown }[]
  announcements: number
}

export interface PageFailure {
  readonly code: number
  readonly message: string
  readonly data: { readonly retryable: boolean; readonly reason: string }
}

type PageWindow = {
  heard: Heard
  port: MessagePort
  reconnect: () => void
}

/** A page's end of the contract, as raw as a page may be. */
export interface PageClient {
  /** The result; rejects with the error object. */
  call(method: string, params?: unknown): Promise<unknown>
  /** The error object; rejects where there was a result. */
  failure(method: string, params?: unknown): Promise<PageFailure>
  /** Posts anything at all on the port. */
  post(data: unknown): Promise<void>
  answer(id: string | number | null): Promise<{ result?: unknown; error?: PageFailure }>
  heard(): Promise<Heard>
  /** Opens a session anew, as a page does after an announcement. */
  reconnect(): Promise<void>
}

/** Connects a page. Whether anything comes back is for the test to see. */
export async function connectPage(tab: Tab): Promise<PageClient> {
  await tab.evaluate(() => {
    const page = window as unknown as PageWindow
    page.heard = { answers: {}, states: [], announcements: 0 }
    page.reconnect = () => {
      const { port1, port2 } = new MessageChannel()
      page.port = port1
      port1.onmessage = ({ data }) => {
        if (data.method === 'foyer.changed') page.heard.states.push(data.params)
        else page.heard.answers[String(data.id)] = data
      }
      window.postMessage({ foyer: 'connect', version: 1 }, location.origin, [port2])
    }
    window.addEventListener('message', ({ data }) => {
      if (data?.foyer === 'announce') page.heard.announcements++
    })
    page.reconnect()
  })

  let lastId = 0
  const heard = () => tab.evaluate(() => (window as unknown as PageWindow).heard)
  const post = (data: unknown) =>
    tab.evaluate((message) => (window as unknown as PageWindow).port.postMessage(message), data)
  const answer = (id: string | number | null) =>
    until(`the answer to ${id}`, () => tab.evaluate(answerHeard, String(id)), 20_000)

  async function ask(method: string, params?: unknown) {
    const id = `call-${++lastId}`
    await post({ jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) })
    return answer(id)
  }

  async function call(method: string, params?: unknown): Promise<unknown> {
    const { result, error } = await ask(method, params)
    if (error) throw error
    return result
  }

  async function failure(method: string, params?: unknown): Promise<PageFailure> {
    const { result, error } = await ask(method, params)
    if (!error) throw new Error(`${method} gave ${JSON.stringify(result)}`)
    return error
  }

  return {
    heard,
    post,
    answer,
    call: (method, params) => watched(call(method, params)),
    failure: (method, params) => watched(failure(method, params)),
    reconnect: () => tab.evaluate(() => (window as unknown as PageWindow).reconnect()),
  }
}

/** Waits in the page, for a second: what is asked of a page that goes away may get no answer. */
function answerHeard(id: string): Promise<Heard['answers'][string] | undefined> {
  const { heard, port } = window as unknown as PageWindow
  return new Promise((resolve) => {
    const look = (isOver: boolean) => {
      if (!(id in heard.answers) && !isOver) return
      port.removeEventListener('message', hear)
      clearTimeout(end)
      resolve(heard.answers[id])
    }
    const hear = () => look(false)
    const end = setTimeout(() => look(true), 1000)
    port.addEventListener('message', hear)
    look(false)
  })
}

/** A test that ends before its request does has failed elsewhere; nobody else is to hear of it. */
function watched<T>(asked: Promise<T>): Promise<T> {
  asked.catch(() => {})
  return asked
}
