import { approvalUrl } from '../plex/addresses.ts'
import type { PlexWatchWorld } from '../tokens/plex-watch.ts'
import type { Ground } from './ground.ts'
import type { Records } from './records.ts'

/** Plex's own page, for a PIN that the person approves there under its maker's name. */
export function createPlexPage(
  { tokenTab }: Ground,
  { identity }: Records,
): PlexWatchWorld['plexPage'] {
  return {
    open: async ({ code, ...maker }) =>
      tokenTab.open(approvalUrl({ ...(await identity()), ...maker }, code)),
    close: tokenTab.close,
  }
}
