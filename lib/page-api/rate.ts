/** A burst of 50, then 10 a second, for each exact origin. */
const BURST = 50
const PER_MS = 10 / 1000

/** Says whether one more request of an origin is in measure. @param now ms since the epoch */
export function createRateLimit(now: () => number): (origin: string) => boolean {
  const buckets = new Map<string, { tokens: number; at: number }>()

  return (origin) => {
    const at = now()
    const bucket = buckets.get(origin) ?? { tokens: BURST, at }
    const tokens = Math.min(BURST, bucket.tokens + Math.max(0, at - bucket.at) * PER_MS)
    const isIn = tokens >= 1
    buckets.set(origin, { tokens: isIn ? tokens - 1 : tokens, at })
    return isIn
  }
}
