import { errorObject, type Request, type RequestId, type Response } from './protocol.ts'

const MAX_LENGTH = 64 * 1024

/** A request as the page sent it, or null where it is none: wrong shape, too large, or not JSON. */
export function asRequest(data: unknown): Request | null {
  if (typeof data !== 'object' || data === null) return null
  const { jsonrpc, id, method, params } = data as Record<string, unknown>
  if (jsonrpc !== '2.0' || typeof method !== 'string' || !isId(id)) return null
  return asJson({ jsonrpc, id, method, params } as Request)
}

/** The answer to what is no request; with its id where it has one. */
export function notARequest(data: unknown): Response {
  const id = (data as { id?: unknown } | null)?.id
  return { jsonrpc: '2.0', id: isId(id) ? id : null, error: errorObject('invalid_request') }
}

function isId(id: unknown): id is RequestId {
  return (typeof id === 'string' && id.length <= 256) || Number.isFinite(id)
}

/** As JSON has it, and no more: a structured clone can hold much that JSON doesn't show. */
function asJson(request: Request): Request | null {
  try {
    const text = JSON.stringify(request)
    return text.length <= MAX_LENGTH ? (JSON.parse(text) as Request) : null
  } catch {
    return null
  }
}
