import * as v from 'valibot'
import type { Area } from '../storage/store.ts'

/** The person wants these origins let in, all of them or none, as they said at a time (ms since the epoch). */
export interface Intent {
  readonly origins: readonly string[]
  readonly at: number
}

const KEY = 'allow-intent'
const GOOD_FOR_MS = 60_000
/** The browser's question is longer to read, the more hosts it names. */
const SEVERAL_GOOD_FOR_MS = 5 * 60_000

const IntentSchema = v.object({ origins: v.array(v.string()), at: v.number() })

/**
 * Kept before the browser's prompt opens, since the page that asks may be
 * gone when the answer comes.
 */
export function createIntents(session: Area, now: () => number) {
  return {
    keep: (origins: readonly string[]): Promise<void> =>
      session.set({ [KEY]: { origins, at: now() } satisfies Intent }),

    async live(): Promise<Intent | null> {
      const stored = v.safeParse(IntentSchema, (await session.get([KEY]))[KEY])
      if (!stored.success) return null
      const { origins, at } = stored.output
      const goodFor = origins.length > 1 ? SEVERAL_GOOD_FOR_MS : GOOD_FOR_MS
      return now() - at <= goodFor ? stored.output : null
    },

    end: (): Promise<void> => session.remove([KEY]),
  }
}
