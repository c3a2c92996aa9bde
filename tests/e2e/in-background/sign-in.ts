import { createAccounts } from '../../../lib/accounts/accounts.ts'
import { createIdentity } from '../../../lib/accounts/identity.ts'
import { COLLECTIONS } from '../../../lib/background/collections.ts'
import { createPlexClient } from '../../../lib/plex/client.ts'
import type { Identity } from '../../../lib/plex/identity.ts'
import { Token } from '../../../lib/plex/token.ts'
import { createKeyPlace } from '../../../lib/storage/key-place.ts'
import { webSealing } from '../../../lib/storage/sealing.ts'
import { type Area, createStore } from '../../../lib/storage/store.ts'
import { createVault } from '../../../lib/storage/vault.ts'

type Extension = {
  storage: { local: Area; session: Area }
  runtime: { getManifest(): { version: string } }
}

const { storage, runtime } = (globalThis as unknown as { chrome: Extension }).chrome
const { local, session } = storage
const now = Date.now
const complain = (error: Error) => {
  throw error
}

const place = createKeyPlace(local, session)
const store = createStore(local, complain, COLLECTIONS)

/** Who Plex takes this browser for. */
export const identity: () => Promise<Identity> = createIdentity(store, {
  version: runtime.getManifest().version,
  userAgent: navigator.userAgent,
})

/** Stores the account that a token is for, as a sign-in does. */
export async function keep(token: string): Promise<void> {
  const accounts = createAccounts({
    store,
    vault: createVault(webSealing(), {
      current: async () => (await place.find()) ?? place.make(),
      former: () => null,
    }),
    plex: createPlexClient({ fetch: (...request) => fetch(...request), now }),
    identity,
    now,
    changed() {},
  })
  await store.write(await accounts.adding(new Token(token)))
  for (const { id } of await accounts.list()) {
    const failure = await accounts.check(id)
    if (failure) throw failure
  }
}
