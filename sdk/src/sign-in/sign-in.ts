import type { FoyerClient } from '../client.ts'
import { pageConnector } from '../connect.ts'
import { FoyerError, type Reason } from '../error.ts'
import { type SignedIn, type SignInOptions, type Task, toTask } from './options.ts'
import { viaFoyer } from './via-foyer.ts'
import { viaPlex } from './via-plex.ts'

/** Foyer can't do it for this person now, or has left the open page; Plex itself can. */
const NOT_WITH_FOYER: readonly Reason[] = ['not_linked', 'locked', 'unauthorized', 'restarting']

let running: AbortController | undefined

/**
 * Signs the person in: with Foyer by one approval, else at Plex, in a window. Call it from a click,
 * and `connect()` when your page loads: then Plex's window opens within that very click. A new
 * sign-in ends the one before, which rejects with an `AbortError`.
 *
 * @throws FoyerError, or the signal's reason
 */
export async function signIn(options: SignInOptions): Promise<SignedIn> {
  running?.abort(new DOMException('Another sign-in has begun.', 'AbortError'))
  running = new AbortController()
  const signals = [running.signal, ...(options.signal ? [options.signal] : [])]
  return attempt(toTask(options, AbortSignal.any(signals)))
}

// Nothing may be awaited before the window opens, unless nobody knows yet whether it is needed:
// a click lets a page open one for a second in Safari, and for five elsewhere.
// https://developer.mozilla.org/docs/Web/Security/User_activation
async function attempt(task: Task): Promise<SignedIn> {
  const { connect, known } = pageConnector()
  const { via, signal } = task
  signal.throwIfAborted()
  let foyer = via ? null : known()
  if (foyer === undefined) foyer = await connect({ signal })
  signal.throwIfAborted()
  if (!foyer || !canSignIn(foyer)) return viaPlex(task)
  try {
    return await viaFoyer(foyer, task)
  } catch (error) {
    if (error instanceof FoyerError && NOT_WITH_FOYER.includes(error.reason)) return viaPlex(task)
    throw error
  }
}

/** Whether one approval is all that it takes. */
export function canSignIn({ state }: FoyerClient): boolean {
  return state.linked && !state.locked
}
