import * as v from 'valibot'
import { type Settings, SomeSettingsSchema } from '../settings/settings.ts'
import type { Area } from '../storage/store.ts'
import { createTurns } from '../storage/turns.ts'

const WishSchema = v.object({
  at: v.number(),
  settings: SomeSettingsSchema,
  names: v.array(v.object({ accountId: v.string(), name: v.string() })),
})

/** What the person wants taken over from a file, but for sites: those wait for the browser's question. */
export type Wish = Omit<v.InferOutput<typeof WishSchema>, 'at'>

export interface ImportingWorld {
  readonly session: Area
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly changeSettings: (news: Partial<Settings>) => Promise<void>
  readonly rename: (accountId: string, name: string) => Promise<void>
}

const KEY = 'import-wish'
/** Nobody waits any more for what was cut short so long ago. */
const GOOD_FOR_MS = 60_000

export type Importing = ReturnType<typeof createImporting>

/** Carries out what was wanted, and goes on with it where a stop cut it short. */
export function createImporting({ session, now, changeSettings, rename }: ImportingWorld) {
  const inTurn = createTurns()

  async function carryOut(): Promise<void> {
    const stored = v.safeParse(WishSchema, (await session.get([KEY]))[KEY])
    if (!stored.success) return
    const { at, settings, names } = stored.output
    try {
      if (now() - at > GOOD_FOR_MS) return
      if (Object.keys(settings).length > 0) await changeSettings(settings)
      for (const { accountId, name } of names) await rename(accountId, name)
    } finally {
      // What failed is told to the person, and not tried again behind their back.
      await session.remove([KEY])
    }
  }

  return {
    /** Any of it may have been done where it throws; doing it again does no harm. */
    begin: (wish: Wish): Promise<void> =>
      inTurn(async () => {
        await session.set({ [KEY]: { ...wish, at: now() } })
        await carryOut()
      }),

    /** Each wake calls it. */
    resume: (): Promise<void> => inTurn(carryOut),
  }
}
