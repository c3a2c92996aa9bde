import type { Tab } from '../../demo/browsers/index.ts'

type BenchPage = Window & { ask(method: string): Promise<unknown> }

/** Opens a session of the page with an extension; the first answer shows that it is there. */
export async function connect(tab: Tab, hello: Record<string, unknown>): Promise<void> {
  await tab.evaluate((greeting) => {
    const { port1, port2 } = new MessageChannel()
    const waiting = new Map<number, (answer: { error?: unknown }) => void>()
    let last = 0
    port1.onmessage = ({ data }) => {
      waiting.get(data.id)?.(data)
      waiting.delete(data.id)
    }
    ;(window as unknown as BenchPage).ask = (method) =>
      new Promise((done, fail) => {
        const id = ++last
        waiting.set(id, (answer) => {
          if (answer.error) fail(new Error(JSON.stringify(answer.error)))
          else done(answer)
        })
        port1.postMessage({ jsonrpc: '2.0', id, method })
      })
    window.postMessage(greeting, location.origin, [port2])
  }, hello)
}

/**
 * Milliseconds of one round trip, by the page's own clock: the mean of so many, one after the
 * other, because that clock is coarse.
 */
export function roundTrip(tab: Tab, count: number): Promise<number> {
  return tab.evaluate(async (times) => {
    const { ask } = window as unknown as BenchPage
    const began = performance.now()
    for (let left = times; left > 0; left--) await ask('token.get')
    return (performance.now() - began) / times
  }, count)
}

export const TO_FOYER = { foyer: 'connect', version: 1 }
export const TO_ECHO = { echo: 'connect' }
