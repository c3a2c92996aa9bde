import { setTimeout as pause } from 'node:timers/promises'

export const PATIENCE_MS = 10_000
const BEAT_MS = 25

/** Ends a wait at once: what is waited for can't come any more. */
export class Hopeless extends Error {}

/**
 * Asks again and again until the answer is neither `undefined`, `null` nor `false`. A probe that
 * throws counts as "not yet", because documents come and go while they are asked.
 *
 * @throws when the time is over, with what was waited for and the last thing that went wrong
 */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  timeoutMs = PATIENCE_MS,
): Promise<T> {
  const end = Date.now() + timeoutMs
  let trouble: unknown
  do {
    const outcome = await attempt(probe, end)
    if (outcome.answer !== undefined) return outcome.answer
    trouble = outcome.trouble ?? trouble
    await pause(BEAT_MS)
  } while (Date.now() < end)
  const why = trouble instanceof Error ? ` (${trouble.message})` : ''
  throw new Error(`Waited ${timeoutMs} ms for ${what}${why}`, { cause: trouble })
}

async function attempt<T>(
  probe: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  end: number,
): Promise<{ answer?: T; trouble?: unknown }> {
  const over = new AbortController()
  try {
    // A probe may hang with the page it asks; the deadline holds all the same.
    const late = pause(Math.max(end - Date.now(), BEAT_MS), undefined, { signal: over.signal })
    const answer = await Promise.race([probe(), late])
    return answer === undefined || answer === null || answer === false ? {} : { answer }
  } catch (trouble) {
    if (trouble instanceof Hopeless) throw trouble
    return { trouble }
  } finally {
    over.abort()
  }
}
