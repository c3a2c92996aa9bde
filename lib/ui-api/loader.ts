import { failureOf } from './commands.ts'
import type { Loaded } from './protocol.ts'

/** How each part of what Plex has of an account is asked for. @throws PlexError */
export type Loads<Parts> = {
  readonly [Part in keyof Parts]: (accountId: string) => Promise<Parts[Part]>
}

type Shown<Parts> = { readonly [Part in keyof Parts]: Loaded<Parts[Part]> }

/** A question on its way, or its answer. */
interface Entry {
  shown: Loaded<unknown>
  /** The latest question; an older one's answer no longer counts. */
  asked: Promise<void>
}

/**
 * Remembers what Plex has of an account for as long as somebody looks at it.
 *
 * @param changed something else is there to be shown
 */
export function createLoader<Parts>(loads: Loads<Parts>, changed: () => void) {
  const known = new Map<string, Map<keyof Parts, Entry>>()

  function ask(accountId: string, entries: Map<keyof Parts, Entry>, part: keyof Parts): Entry {
    // What was there stays in view until the news come.
    const before = entries.get(part)?.shown
    const entry: Entry = {
      shown: before?.state === 'there' ? before : { state: 'loading' },
      asked: Promise.resolve(),
    }
    entries.set(part, entry)
    const show = (shown: Loaded<unknown>) => {
      entry.shown = shown
      if (entries.get(part) === entry && known.get(accountId) === entries) changed()
    }
    entry.asked = loads[part](accountId).then(
      (value) => show({ state: 'there', value }),
      (error) => show({ state: 'failed', trouble: failureOf(error) }),
    )
    return entry
  }

  function entriesOf(accountId: string): Map<keyof Parts, Entry> {
    const entries = known.get(accountId) ?? new Map<keyof Parts, Entry>()
    known.set(accountId, entries)
    return entries
  }

  return {
    /** What is known by now; what was never asked for is asked for. */
    look<Some extends keyof Parts>(
      accountId: string,
      some: readonly Some[],
    ): Pick<Shown<Parts>, Some> {
      const entries = entriesOf(accountId)
      const shown = some.map((part) => {
        return [part, (entries.get(part) ?? ask(accountId, entries, part)).shown]
      })
      return Object.fromEntries(shown) as Pick<Shown<Parts>, Some>
    },

    /** Asks anew, if somebody looks at it. */
    async reload(accountId: string, part: keyof Parts): Promise<void> {
      const entries = known.get(accountId)
      if (!entries) return
      const { asked } = ask(accountId, entries, part)
      changed()
      await asked
    },

    /** Forgets what nobody looks at. */
    keep(looked: ReadonlySet<string>): void {
      for (const accountId of [...known.keys()]) if (!looked.has(accountId)) known.delete(accountId)
    },
  }
}
