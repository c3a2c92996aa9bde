import { createClient, type FoyerClient } from './client.ts'
import { type Line, openLine, type PageWindow } from './line.ts'

export interface ConnectOptions {
  /**
   * How long to wait for Foyer, in ms. Default 500. `Infinity` waits for the person to allow this
   * site, as long as the page is open.
   */
  readonly timeout?: number | undefined
  /** Ends the wait; the answer is then null. */
  readonly signal?: AbortSignal | undefined
}

/** By then Foyer has answered, if it is here. */
const USUAL_WAIT_MS = 500
// The longest that a timer takes: 25 days. https://developer.mozilla.org/docs/Web/API/Window/setTimeout
const LONGEST_MS = 2 ** 31 - 1

/** A page's way to Foyer: one line, however many ask for it. */
export function createConnector(getPage: () => PageWindow, now: () => number) {
  const waiting = new Set<(client: FoyerClient) => void>()
  let opened: { readonly line: Line; readonly at: number } | undefined
  let client: FoyerClient | undefined

  function open(): void {
    const target = new EventTarget()
    const line = openLine(getPage(), (state) => {
      if (client) target.dispatchEvent(new CustomEvent('change', { detail: state }))
      client ??= createClient(line, target)
      for (const tell of waiting) tell(client)
    })
    opened = { line, at: now() }
  }

  return {
    connect: (options?: ConnectOptions): Promise<FoyerClient | null> =>
      new Promise((resolve) => {
        const { timeout = USUAL_WAIT_MS, signal } = options ?? {}
        try {
          if (!opened) open()
        } catch {
          // No window, or one whose origin is opaque: Foyer is never there.
          return resolve(null)
        }
        if (client || signal?.aborted) return resolve(signal?.aborted ? null : (client ?? null))
        const end = (answer: FoyerClient | null) => {
          clearTimeout(limit)
          waiting.delete(end)
          signal?.removeEventListener('abort', stop)
          resolve(answer)
        }
        const stop = () => end(null)
        const limit = setTimeout(stop, Math.min(timeout, LONGEST_MS))
        waiting.add(end)
        signal?.addEventListener('abort', stop)
      }),

    /** The client; null where Foyer has had its time; undefined where that is not known yet. */
    known: (): FoyerClient | null | undefined =>
      client ?? (opened && now() - opened.at >= USUAL_WAIT_MS ? null : undefined),
  }
}

let connector: ReturnType<typeof createConnector> | undefined

export function pageConnector() {
  connector ??= createConnector(
    () => window,
    () => performance.now(),
  )
  return connector
}

/**
 * Foyer, or null: it is not installed, or this site is not allowed. A page cannot tell which. Never
 * rejects, and never takes longer than its timeout. It may be called at any time, as often as one
 * likes: a page has one connection.
 */
export function connect(options?: ConnectOptions): Promise<FoyerClient | null> {
  return pageConnector().connect(options)
}
