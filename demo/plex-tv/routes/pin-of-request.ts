import type { Ctx } from '../http/context.ts'
import { faultOf } from '../render/pin.ts'
import type { Pin } from '../state/pins.ts'

export const address = (c: Ctx): string => c.env.incoming.socket.remoteAddress ?? '127.0.0.1'

/** A PIN for the caller, by what it says of itself. */
export function makePin(c: Ctx, strong: boolean, jwk: Pin['jwk']): Pin {
  const { asked, world, entry, faults } = c.var
  const pin = world.pins.create({
    strong,
    clientIdentifier: asked.clientIdentifier ?? '',
    about: asked.about,
    origin: c.req.header('origin') ?? null,
    ip: address(c),
    jwk,
    wideId: faultOf(faults, 'ids')?.as === '64-bit',
  })
  entry.pinId = pin.id
  return pin
}

/** Another identifier than the creator's sees nothing. docs/PLEX-API.md §2.2 */
export function pinOfCaller(c: Ctx, id: string): Pin | null {
  const pin = c.var.world.pins.byId(id)
  return pin?.clientIdentifier === c.var.asked.clientIdentifier ? pin : null
}
