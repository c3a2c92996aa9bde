import { createTools, type Tools } from '../tools/tools.ts'
import { aside } from './aside.ts'
import type { Ground } from './ground.ts'
import { createPlexPage } from './plex-page.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'

/** The person's own scripts and tools, and the tokens made for them. */
export function createTooling(
  ground: Ground,
  records: Records,
  { tokens }: Sharing,
  changed: () => void,
): Tools {
  const { plex, now, pause, stayAwake } = ground
  const { store, identity, accounts } = records
  return createTools({
    store,
    tokens,
    plex,
    identity,
    account: accounts.get,
    isLeft: accounts.isLeft,
    check: accounts.check,
    withPin: accounts.home.withPin,
    plexPage: createPlexPage(ground, records),
    now,
    pause,
    stayAwake,
    changed,
    aside: (work) => aside(ground, work),
  })
}
