import { createAsking } from '../accounts/asking.ts'
import { createNewcomers } from '../devices/newcomers.ts'
import { createWhose } from '../devices/whose.ts'
import type { SignIns } from '../sign-ins/sign-ins.ts'
import type { Ground } from './ground.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'

export type Knowing = ReturnType<typeof createKnowing>

/** What is known of the devices that Plex lists: whose they are, and which came after a site was let in. */
export function createKnowing(
  { plex }: Ground,
  { store, accounts, identity }: Records,
  { tokens, grantsOf }: Sharing,
  signIns: SignIns['list'],
) {
  const askAs = createAsking({ accounts, identity })
  const whose = createWhose({ identity, tokens, signIns })
  const newcomers = createNewcomers({
    ...{ store, plex, askAs, whose, tokens },
    account: accounts.get,
    isLeft: accounts.isLeft,
    grantedSince: async (origin) => (await grantsOf(false).peek(origin))?.since ?? null,
  })
  return { askAs, whose, newcomers }
}
