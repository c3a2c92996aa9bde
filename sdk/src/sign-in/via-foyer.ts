import type { FoyerClient } from '../client.ts'
import type { SignedIn, Task } from './options.ts'

/** @throws FoyerError, or the signal's reason */
export async function viaFoyer(foyer: FoyerClient, task: Task): Promise<SignedIn> {
  const { scopes, reason, signal, onStep } = task
  onStep?.({ via: 'foyer' })
  await foyer.requestAccess({ scopes, reason, signal })
  const { token, clientIdentifier, product } = await foyer.getToken({ signal })
  const signedIn = { via: 'foyer', token, clientIdentifier, product } as const
  if (!scopes.includes('account')) return signedIn
  // The token is there: who it belongs to can be asked again.
  const user = await foyer.getAccount({ signal }).catch(() => signal.throwIfAborted())
  return user ? { ...signedIn, user } : signedIn
}
