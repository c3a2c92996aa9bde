import { createAsking } from '../accounts/asking.ts'
import { createRemoving } from '../devices/removing.ts'
import { createWhose } from '../devices/whose.ts'
import { createChecks } from '../servers/checks.ts'
import type { Tools } from '../tools/tools.ts'
import type { Endings } from './endings.ts'
import type { Ground } from './ground.ts'
import type { Leaving } from './leaving.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'

/** What Plex has of the accounts, for the person to look at and to put in order. */
export function createOverseeing(
  { plex, now, after, fetch }: Ground,
  { store, accounts, identity }: Records,
  { tokens, grantsOf, gatekeeper }: Sharing,
  { tools, endings, leaving }: { tools: Tools; endings: Endings; leaving: Leaving },
  changed: () => void,
) {
  const whose = createWhose({ identity, tokens })
  return {
    whose,
    checks: createChecks({
      ...{ store, fetch, now, after },
      giveBack: gatekeeper.giveBack,
      changed,
    }),
    removeDevices: createRemoving({
      plex,
      askAs: createAsking({ accounts, identity }),
      whose,
      ...{ grantsOf, tokens, tools },
      signOut: leaving.signOut,
      endAtPlex: () => endings.endAtPlex(true),
    }),
  }
}
