/**
 * Counts polls per PIN. plex.tv's thresholds are unknown; that it has one is not.
 * docs/PLEX-API.md §2.5
 */
export class Limiter {
  readonly #seen = new Map<string, number[]>()
  readonly #now: () => number
  readonly #limit: number
  readonly #windowMs: number

  /** More than `perSecond` within a second is too many; below 1 it is one per `1/perSecond` s. */
  constructor(now: () => number, perSecond: number) {
    this.#now = now
    this.#limit = Math.max(1, Math.floor(perSecond))
    this.#windowMs = (this.#limit / perSecond) * 1000
  }

  allows(key: string): boolean {
    const now = this.#now()
    const recent = (this.#seen.get(key) ?? []).filter((at) => now - at < this.#windowMs)
    const allowed = recent.length < this.#limit
    if (allowed) recent.push(now)
    this.#seen.set(key, recent)
    return allowed
  }
}
