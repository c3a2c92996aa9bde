import type { PlexError } from '../plex/errors.ts'

/** Takes these failures for null; all others go on. */
export function unless(...kinds: (abstract new (...args: never[]) => PlexError)[]) {
  return (error: unknown): null => {
    if (kinds.some((kind) => error instanceof kind)) return null
    throw error
  }
}
