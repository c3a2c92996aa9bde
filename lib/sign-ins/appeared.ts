import type { Device } from '../plex/devices.ts'
import type { SignIn } from './sign-in.ts'

/**
 * Which device of an account came of a PIN. The one that Plex named, if it did; else the one of its name
 * that was not there before. Where two could be it, neither is: Revoke must not end somebody else's.
 */
export function appeared(
  { clientIdentifier, product, before }: Pick<SignIn, 'clientIdentifier' | 'product' | 'before'>,
  after: readonly Device[],
): Device | null {
  const named = after.find((device) => device.clientIdentifier === clientIdentifier)
  if (named) return named
  if (before === null) return null
  const fresh = after.filter((device) => device.product === product && !before.includes(device.id))
  return fresh.length === 1 ? (fresh[0] ?? null) : null
}
