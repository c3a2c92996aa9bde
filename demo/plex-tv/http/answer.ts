import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ERRORS, envelope, errorXml, type PlexError } from '../render/errors.ts'
import { faultOf } from '../render/pin.ts'
import { toXml, type Value } from '../render/xml.ts'
import type { Ctx } from './context.ts'

const JSON_TYPE = 'application/json; charset=utf-8'
const XML_TYPE = 'application/xml; charset=utf-8'

/** JSON when `Accept` or the path asks for it, XML in every other case. docs/PLEX-API.md §1.1 */
export const wantsJson = (c: Ctx): boolean =>
  !faultOf(c.var.faults, 'xml-only') &&
  (/json/i.test(c.req.header('accept') ?? '') || c.req.path.endsWith('.json'))

export interface Answer {
  /** The name of the XML root. */
  root: string
  value: Value
  status?: ContentfulStatusCode
  /** The JSON text, where it is not just `value`. */
  json?: string
}

export const sendJson = (c: Ctx, text: string, status: ContentfulStatusCode = 200): Response =>
  c.body(text, status, { 'Content-Type': JSON_TYPE })

export const sendXml = (c: Ctx, text: string, status: ContentfulStatusCode = 200): Response =>
  c.body(text, status, { 'Content-Type': XML_TYPE })

export function answer(c: Ctx, { root, value, status = 200, json }: Answer): Response {
  return wantsJson(c)
    ? sendJson(c, json ?? JSON.stringify(value), status)
    : sendXml(c, toXml(root, value), status)
}

export function plexError(c: Ctx, problem: PlexError): Response {
  // 498 is Plex's own; Hono's type knows the registered ones.
  const status = problem.status as ContentfulStatusCode
  return wantsJson(c)
    ? sendJson(c, JSON.stringify(envelope(problem)), status)
    : sendXml(c, errorXml(problem), status)
}

export const fail = (c: Ctx, name: keyof typeof ERRORS): Response => plexError(c, ERRORS[name])

export const png = (c: Ctx, bytes: Uint8Array<ArrayBuffer>): Response =>
  c.body(bytes, 200, { 'Content-Type': 'image/png' })
