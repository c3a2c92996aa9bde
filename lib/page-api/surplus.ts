import type { Surplus } from './wire.ts'

/** How often it is told, in ms. */
const TELL_AFTER_MS = 1_000
/** A page makes up names without end; those beyond are told as one without a name. */
const MOST_NAMES = 16
const LONGEST_NAME = 40

/**
 * Counts the requests that were refused for being too many, by their methods:
 * a message for each would slow down others as much as the requests.
 *
 * @param tell false where nobody hears it now; then it is told with what comes next
 */
export function createSurplus(tell: (surplus: Surplus) => boolean) {
  const counts = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | null = null

  function flush(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (counts.size && tell([...counts])) counts.clear()
  }

  return {
    add(method: string): void {
      const isNamed = counts.has(method) || counts.size < MOST_NAMES
      const name = isNamed && method.length <= LONGEST_NAME ? method : ''
      counts.set(name, (counts.get(name) ?? 0) + 1)
      timer ??= setTimeout(flush, TELL_AFTER_MS)
    },
    flush,
  }
}

/** What a bridge told, as far as it can be; the bridge lives in the page's own process. */
export function asSurplus(told: unknown): Surplus {
  if (!Array.isArray(told)) return []
  return told.slice(0, MOST_NAMES + 1).flatMap((it: unknown) => {
    const [method, count] = Array.isArray(it) ? it : []
    const isOne = typeof method === 'string' && Number.isSafeInteger(count) && count > 0
    return isOne ? [[method, count] as const] : []
  })
}
