import * as v from 'valibot'
import type { Area } from '../storage/store.ts'

/** "Allow this site" was pressed: for which origin, when (ms since the epoch). */
export interface Intent {
  readonly origin: string
  readonly at: number
}

const KEY = 'allow-intent'
const GOOD_FOR_MS = 60_000

const IntentSchema = v.object({ origin: v.string(), at: v.number() })

/**
 * Kept before the browser's prompt opens, since the popup that asks may be
 * gone when the answer comes.
 */
export function createIntents(session: Area, now: () => number) {
  return {
    keep: (origin: string): Promise<void> =>
      session.set({ [KEY]: { origin, at: now() } satisfies Intent }),

    async live(): Promise<Intent | null> {
      const stored = v.safeParse(IntentSchema, (await session.get([KEY]))[KEY])
      const fresh = stored.success && now() - stored.output.at <= GOOD_FOR_MS
      return fresh ? stored.output : null
    },

    end: (): Promise<void> => session.remove([KEY]),
  }
}
