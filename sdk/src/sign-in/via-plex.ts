import { passing } from '../error.ts'
import { approvalUrl, type Identity } from './identity.ts'
import { keptIdentifier } from './kept-identifier.ts'
import type { SignedIn, Task } from './options.ts'
import { FIRST_LOOK, type Look, next } from './pace.ts'
import { pause } from './pause.ts'
import { createPin, getUser, lookAt, type Pin, tooMany } from './plex-tv.ts'
import { openWindow } from './plex-window.ts'

/**
 * Plex's PIN sign-in, in the page. Its window opens before anything is awaited.
 *
 * @throws FoyerError, or the signal's reason
 */
export async function viaPlex(task: Task): Promise<SignedIn> {
  const { clientIdentifier, scopes, signal, onStep, forwardUrl } = task
  const plexWindow = openWindow()
  try {
    const product = task.product.replace(/\p{Cc}+/gu, ' ')
    const identity = { clientIdentifier: clientIdentifier ?? keptIdentifier(product), product }
    const pin = await createPin(identity, signal)
    // Plex sends its window to a whole address only. docs/PLEX-API.md §3.1
    const url = approvalUrl(
      identity,
      pin.code,
      forwardUrl && new URL(forwardUrl, location.href).href,
    )
    const isBlocked = !plexWindow.show(url)
    onStep?.({ via: 'plex', url, isBlocked, expiresAt: Date.now() + pin.timeLeft })
    const token = await approved(identity, pin, signal)
    const user = scopes.includes('account') && (await getUser(identity, token, signal))
    return { via: 'plex', token, ...identity, ...(user ? { user } : {}) }
  } finally {
    plexWindow.close()
  }
}

async function approved(identity: Identity, pin: Pin, signal: AbortSignal): Promise<string> {
  const endsAt = performance.now() + pin.timeLeft
  let step = FIRST_LOOK
  while ('delay' in step) {
    await pause(step.delay, signal)
    const look: Look = await lookAt(pin.id, identity, signal)
    step = next(step, look, endsAt - performance.now())
  }
  if ('token' in step) return step.token
  throw step.over === 'expired'
    ? passing('expired', 'Nobody approved the sign-in in time.')
    : tooMany()
}
