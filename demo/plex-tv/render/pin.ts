import type { Fault, FaultRule } from '../state/faults.ts'
import { LOCATIONS } from '../state/locations.ts'
import type { Pin } from '../state/pins.ts'
import type { Value } from './xml.ts'

export const isoSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

type Of<K extends Fault['kind']> = Extract<FaultRule, { kind: K }>

export function faultOf<K extends Fault['kind']>(faults: readonly FaultRule[], kind: K) {
  return faults.findLast((fault): fault is Of<K> => fault.kind === kind)
}

/**
 * The twelve members, in the order of the captures. `authToken` is what this answer may show; it
 * is not always the PIN's. docs/PLEX-API.md §1.3
 */
export function pinAnswer(
  pin: Pin,
  now: number,
  authToken: string | null,
  faults: readonly FaultRule[],
): { [key: string]: Value } {
  const skew = faultOf(faults, 'clock-skew')?.skewMs ?? 0
  return {
    id: pin.id,
    code: pin.code,
    product: pin.product,
    trusted: false,
    // The host is plex.tv whatever host made the PIN. docs/PLEX-API.md §1.3
    qr: `https://plex.tv/api/v2/pins/qr/${pin.code}`,
    clientIdentifier: pin.clientIdentifier,
    location: { ...LOCATIONS[faultOf(faults, 'location')?.preset ?? 'full'] },
    expiresIn: Math.max(0, Math.floor((pin.expiresAt - now) / 1000)),
    createdAt: isoSeconds(pin.createdAt + skew),
    expiresAt: isoSeconds(pin.expiresAt + skew),
    authToken,
    newRegistration: authToken === null ? null : false,
  }
}

/** JSON with the id as a bare number of any width, or as a string where that was asked for. */
export function pinJson(answer: { [key: string]: Value }, faults: readonly FaultRule[]): string {
  const json = JSON.stringify(answer)
  if (faultOf(faults, 'ids')?.as === 'string') return json
  return json.replace(/^\{"id":"(\d+)"/, '{"id":$1')
}
