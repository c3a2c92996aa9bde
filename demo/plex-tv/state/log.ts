/** What a test may know of a request. It never holds a token. */
export interface LogEntry {
  /** Serial number, from 0. */
  readonly n: number
  /** When it arrived, in milliseconds by the server's clock. */
  readonly at: number
  readonly method: string
  readonly host: string
  readonly path: string
  /** The query string with tokens and JWTs replaced by `[token]`, and PINs by `[pin]`. */
  readonly query: string
  readonly origin: string | null
  clientIdentifier: string | null
  product: string | null
  /** How the caller's token came, and whether it was good; null without one. */
  tokenIn: 'header' | 'query' | 'body' | null
  token: 'alive' | 'dead' | 'unknown' | null
  pinId: string | null
  /** 0 until answered, and for ever when the connection was dropped or given up. */
  status: number
  held: boolean
  /** The client went away before the answer was out. */
  aborted: boolean
  /** The kinds of fault that this request met. */
  readonly faults: string[]
}

const KEPT = 20_000

export class RequestLog {
  readonly entries: LogEntry[] = []
  readonly #watchers = new Set<(entry: LogEntry) => void>()
  #next = 0

  add(entry: Omit<LogEntry, 'n'>): LogEntry {
    const numbered: LogEntry = { n: this.#next, ...entry }
    this.#next += 1
    this.entries.push(numbered)
    if (this.entries.length > KEPT) this.entries.splice(0, this.entries.length - KEPT)
    return numbered
  }

  /** Tells the watchers that an entry was answered, held, dropped or given up. */
  changed(entry: LogEntry): void {
    for (const watcher of [...this.#watchers]) watcher(entry)
  }

  /** See `PlexTv.waitFor`. */
  waitFor(predicate: (entry: LogEntry) => boolean, timeoutMs: number): Promise<LogEntry> {
    const there = this.entries.find((entry) => settled(entry) && predicate(entry))
    if (there) return Promise.resolve(there)
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer)
        this.#watchers.delete(watcher)
      }
      const watcher = (entry: LogEntry) => {
        if (!predicate(entry)) return
        done()
        resolve(entry)
      }
      const timer = setTimeout(() => {
        done()
        reject(new Error(`No such request within ${timeoutMs} ms. Last: ${this.#tail()}`))
      }, timeoutMs)
      this.#watchers.add(watcher)
    })
  }

  #tail(): string {
    return (
      this.entries
        .slice(-5)
        .map((e) => `${e.method} ${e.path} ${e.status}`)
        .join(', ') || 'none'
    )
  }
}

const settled = (entry: LogEntry): boolean =>
  entry.status !== 0 || entry.held || entry.aborted || entry.faults.includes('dropped')

const SECRET = /^(x-plex-token|devicejwt|jwt|token|auth_?token)$/i
// Of a Home user, or the code of a PIN.
const PIN = /^pin$/i

function shown(key: string, value: string): string {
  if (SECRET.test(key)) return '[token]'
  return PIN.test(key) ? '[pin]' : value
}

export function redactQuery(params: URLSearchParams): string {
  return [...params].map(([key, value]) => `${key}=${shown(key, value)}`).join('&')
}
