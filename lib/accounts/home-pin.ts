import { Forbidden, PlexError } from '../plex/errors.ts'
import { NotStored } from '../storage/store.ts'

/** Source: docs/PLEX-API.md §5.4 */
const PIN_REFUSED = 1041

/** Whether Plex wants the PIN of a Home user, and got none or another one. */
export function isPinRefused(error: unknown): boolean {
  return error instanceof Forbidden && error.code === PIN_REFUSED
}

/** Why something that Plex was asked for an account did not come about. */
export function troubleOf(
  error: unknown,
): PlexError['kind'] | 'home_pin' | 'not_stored' | 'internal' {
  if (isPinRefused(error)) return 'home_pin'
  if (error instanceof NotStored) return 'not_stored'
  return error instanceof PlexError ? error.kind : 'internal'
}

export function pinNeeded(): Forbidden {
  return new Forbidden('This Home user has a PIN', { status: 403, code: PIN_REFUSED })
}

/** PINs of Home users, as they were typed: for as long as a task needs them, and in memory alone. */
export function createPins() {
  const typed: { readonly accountId: string; readonly pin: string }[] = []
  return {
    /** The latest of an account. */
    of: (accountId: string): string | null =>
      typed.findLast((it) => it.accountId === accountId)?.pin ?? null,

    /** @param pin empty: none was typed */
    async during<T>(accountId: string, pin: string, task: () => Promise<T>): Promise<T> {
      if (!pin) return task()
      const entry = { accountId, pin }
      typed.push(entry)
      try {
        return await task()
      } finally {
        // Another task may need the same one for longer.
        typed.splice(typed.indexOf(entry), 1)
      }
    },
  }
}

export type Pins = ReturnType<typeof createPins>
