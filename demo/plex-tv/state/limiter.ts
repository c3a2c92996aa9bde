export interface Limit {
  /** How many within the window; more are too many. */
  readonly most: number
  readonly windowMs: number
}

/** More than `perSecond` within a second is too many; below 1 it is one per `1/perSecond` s. */
export function perSecond(perSecond: number): Limit {
  const most = Math.max(1, Math.floor(perSecond))
  return { most, windowMs: (most / perSecond) * 1000 }
}

/**
 * Counts what plex.tv limits: polls of a PIN, switches of a Home's users. Its thresholds are
 * unknown; that it has them is not. docs/PLEX-API.md §2.5, §5.4
 */
export class Limiter {
  readonly #seen = new Map<string, number[]>()
  readonly #now: () => number
  readonly #limit: Limit

  constructor(now: () => number, limit: Limit) {
    this.#now = now
    this.#limit = limit
  }

  allows(key: string): boolean {
    const now = this.#now()
    const recent = (this.#seen.get(key) ?? []).filter((at) => now - at < this.#limit.windowMs)
    const allowed = recent.length < this.#limit.most
    if (allowed) recent.push(now)
    this.#seen.set(key, recent)
    return allowed
  }
}
