import { Forbidden } from '../plex/errors.ts'

/** Source: docs/PLEX-API.md §5.4 */
const PIN_REFUSED = 1041

/** Whether Plex wants the PIN of a Home user, and got none or another one. */
export function isPinRefused(error: unknown): boolean {
  return error instanceof Forbidden && error.code === PIN_REFUSED
}

export function pinNeeded(): Forbidden {
  return new Forbidden('This Home user has a PIN', { status: 403, code: PIN_REFUSED })
}

/** PINs of Home users, as they were typed: for as long as a task needs them, and in memory alone. */
export function createPins() {
  const pins = new Map<string, string>()
  return {
    of: (accountId: string): string | null => pins.get(accountId) ?? null,

    /** @param pin empty: none was typed */
    async during<T>(accountId: string, pin: string, task: () => Promise<T>): Promise<T> {
      if (!pin) return task()
      pins.set(accountId, pin)
      try {
        return await task()
      } finally {
        if (pins.get(accountId) === pin) pins.delete(accountId)
      }
    },
  }
}

export type Pins = ReturnType<typeof createPins>
