import { createRemoving } from '../devices/removing.ts'
import { createChecks } from '../servers/checks.ts'
import type { SignIns } from '../sign-ins/sign-ins.ts'
import type { Tools } from '../tools/tools.ts'
import type { Endings } from './endings.ts'
import type { Ground } from './ground.ts'
import type { Knowing } from './knowing.ts'
import type { Leaving } from './leaving.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'

interface Parts {
  readonly knowing: Knowing
  readonly tools: Tools
  readonly signIns: SignIns
  readonly endings: Endings
  readonly leaving: Leaving
}

/** What Plex has of the accounts, for the person to look at and to put in order. */
export function createOverseeing(
  { plex, now, after, fetch }: Ground,
  { store }: Records,
  { tokens, grantsOf, gatekeeper }: Sharing,
  { knowing, tools, signIns, endings, leaving }: Parts,
  changed: () => void,
) {
  const { whose, askAs, newcomers } = knowing
  return {
    ...{ whose, newcomers },
    checks: createChecks({
      ...{ store, fetch, now, after },
      giveBack: gatekeeper.giveBack,
      changed,
    }),
    removeDevices: createRemoving({
      plex,
      ...{ askAs, whose },
      ...{ grantsOf, tokens, tools },
      endSignIn: signIns.revokeDevice,
      signOut: leaving.signOut,
      endAtPlex: () => endings.endAtPlex(true),
    }),
  }
}
