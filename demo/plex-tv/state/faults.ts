import type { LocationPreset } from './locations.ts'

/** What can be made to go wrong, or to look the other way that plex.tv was seen to look. */
export type Fault =
  /** An error answer; `body` is a Plex envelope, an HTML page or nothing. 500 is 1007. */
  | {
      kind: 'status'
      status: number
      code?: number
      message?: string
      body?: 'json' | 'html' | 'none'
    }
  /** 429/1003; without `retryAfter` there is no such header. */
  | { kind: 'too-many'; retryAfter?: number | string }
  /** 200 with HTML where JSON was asked for. */
  | { kind: 'not-json' }
  /** The right answer, cut in the middle. */
  | { kind: 'truncated' }
  | { kind: 'slow'; delayMs: number }
  /** Waits for `release`; a client that has gone by then gets nothing, and nothing is made. */
  | { kind: 'held' }
  /** The connection is reset. */
  | { kind: 'dropped' }
  /** The server's clock in dates of PINs and in `Date` is wrong by that much. */
  | { kind: 'clock-skew'; skewMs: number }
  /** A claimed PIN can be claimed again: a new token, and the first one dies. */
  | { kind: 'duplicate-claim' }
  /** An expired PIN is 200 with null, or 410, in place of 404. docs/PLEX-API.md §2.3 */
  | { kind: 'expired-null' }
  | { kind: 'expired-gone' }
  /**
   * A claimed PIN is 404 before its token was ever seen, or after it was seen once.
   * docs/PLEX-API.md §2.4
   */
  | { kind: 'claimed-vanishes' }
  | { kind: 'seen-once' }
  | { kind: 'location'; preset: LocationPreset }
  /** Ids in answers as strings; or PINs made with ids that a double can't hold. */
  | { kind: 'ids'; as: 'string' | '64-bit' }
  | { kind: 'cors-off' }
  | { kind: 'cors-on-errors' }
  /** A managed user's token links as any other; it is 403/1009 without this. docs/PLEX-API.md §4 */
  | { kind: 'managed-allowed' }
  /** A Home user with a PIN is given to who sends none; a wrong one is refused still. §5.4 */
  | { kind: 'home-pin-optional' }
  /** Who asks for a PIN's approval is told so, in place of what is true. docs/PLEX-API.md §3.1 */
  | { kind: 'pin-info'; members: Record<string, string | number | boolean | null> }
  /** XML to who asks for JSON as well. docs/PLEX-API.md §5.2 */
  | { kind: 'xml-only' }

export type FaultKind = Fault['kind']

export type FaultRule = Fault & {
  /**
   * `"METHOD /path"`; `*` stands for any method or any run of characters, `{id}` for a number;
   * a trailing `.json` of the request does not count. Without it: every API route.
   */
  route?: string
  /** How many requests it strikes; without it, until cleared. */
  times?: number
  /** `after`: the thing is done first, then the answer goes wrong. Default `before`. */
  when?: 'before' | 'after'
}

interface Entry {
  id: number
  rule: FaultRule
  left: number
  method: string
  path: RegExp
}

export const ANY_API = /^\/(api|users|devices|pins)\b/

export class FaultStore {
  #entries: Entry[] = []
  readonly #held = new Map<number, () => void>()
  #next = 1

  /** Adds a rule and gives back its number for `clear`. Throws on a route it can't read. */
  set(rule: FaultRule): number {
    const [method, path] = readRoute(rule.route)
    const id = this.#next
    this.#next += 1
    this.#entries.push({ id, rule, left: rule.times ?? Number.POSITIVE_INFINITY, method, path })
    return id
  }

  /** Removes one rule, or all. What is held stays held. */
  clear(id?: number): void {
    this.#entries = id === undefined ? [] : this.#entries.filter((entry) => entry.id !== id)
  }

  list(): { id: number; rule: FaultRule; left: number | null }[] {
    return this.#entries.map(({ id, rule, left }) => ({
      id,
      rule,
      left: Number.isFinite(left) ? left : null,
    }))
  }

  /** The rules that strike this request; each loses one of its times. */
  take(method: string, path: string, only?: FaultKind): FaultRule[] {
    const struck = this.#matching(method, path).filter(
      (entry) => only === undefined || entry.rule.kind === only,
    )
    for (const entry of struck) entry.left -= 1
    this.#entries = this.#entries.filter((entry) => entry.left > 0)
    return struck.map((entry) => entry.rule)
  }

  /** As `take`, but nothing is used up: for a preflight. */
  peek(method: string, path: string): FaultRule[] {
    return this.#matching(method, path).map((entry) => entry.rule)
  }

  hold(n: number): Promise<void> {
    return new Promise((resolve) => this.#held.set(n, resolve))
  }

  /** Lets every held request go on; how many there were. */
  release(): number {
    const waiting = [...this.#held.values()]
    this.#held.clear()
    for (const go of waiting) go()
    return waiting.length
  }

  #matching(method: string, path: string): Entry[] {
    const plain = path.replace(/\.json$/, '')
    return this.#entries.filter(
      (entry) =>
        entry.left > 0 &&
        (entry.method === '*' || entry.method === method) &&
        entry.path.test(plain),
    )
  }
}

function readRoute(route: string | undefined): [string, RegExp] {
  if (route === undefined || route === '*') return ['*', ANY_API]
  const found = /^([A-Z]+|\*) (\/\S*)$/.exec(route)
  if (!found) throw new Error(`A route is "METHOD /path", not "${route}"`)
  const [, method = '*', path = '/'] = found
  const pattern = path
    .replace(/\.json$/, '')
    .replace(/[.+?^$()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('{id}', '\\d+')
  return [method, new RegExp(`^${pattern}$`)]
}
