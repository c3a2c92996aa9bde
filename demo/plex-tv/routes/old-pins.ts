import { fail, sendXml } from '../http/answer.ts'
import type { Ctx } from '../http/context.ts'
import { isoSeconds } from '../render/pin.ts'
import { toElementXml } from '../render/xml.ts'
import type { Pin } from '../state/pins.ts'
import { makePin, pinOfCaller } from './pin-of-request.ts'

/** docs/PLEX-API.md §1.1: version 1, in which the token is an element `auth_token`. */
export function createOld(c: Ctx): Response {
  return sendXml(c, oldXml(makePin(c, false, null)), 201)
}

export function pollOld(c: Ctx): Response {
  const { world, entry } = c.var
  const id = (c.req.param('id') ?? '').replace(/\.xml$/, '')
  entry.pinId = id
  if (!world.polls.allows(id)) return fail(c, 'tooMany')
  const pin = pinOfCaller(c, id)
  if (!pin || !world.pins.alive(pin)) return fail(c, 'code')
  return sendXml(c, oldXml(pin))
}

const oldXml = (pin: Pin): string =>
  toElementXml('pin', {
    'client-identifier': pin.clientIdentifier,
    code: pin.code,
    'expires-at': isoSeconds(pin.expiresAt),
    id: pin.id,
    'user-id': pin.accountId,
    auth_token: pin.authToken,
  })
