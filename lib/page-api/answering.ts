import { VaultLocked } from '../storage/vault.ts'
import type { AccessWorld } from './access.ts'
import type { Guest } from './guest.ts'
import type { Call, Handlers } from './handlers.ts'
import { PageError, toErrorObject } from './page-error.ts'
import { isMethod, readParams } from './params.ts'
import type { Reason, Request, Response } from './protocol.ts'
import { createRateLimit } from './rate.ts'

export interface AnsweringWorld {
  readonly lock: AccessWorld['lock']
  readonly isLetIn: (guest: Guest) => Promise<boolean>
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** For the log of what was asked and given. @param error null: it was answered @param times how often */
  readonly answered: (
    guest: Guest,
    request: Pick<Request, 'method' | 'params'>,
    error: Reason | null,
    times?: number,
  ) => void
}

/**
 * Answers a request of a page, whatever happens. The order of the checks is the
 * contract's; who is heard at all was decided before. docs/PAGES.md
 */
export function createAnswering(
  { isLetIn, lock, now, answered }: AnsweringWorld,
  handlers: Handlers,
) {
  const isInMeasure = createRateLimit(now)

  async function resultOf({ method, params }: Request, call: Call): Promise<unknown> {
    const { guest } = call
    if (!(await isLetIn(guest))) throw new PageError('unauthorized')
    if (!isInMeasure(guest.origin)) throw new PageError('rate_limited')
    if (!isMethod(method)) throw new PageError('unknown_method')
    const handle = handlers[method] as (call: Call, params: never) => Promise<unknown>
    const read = readParams(method, params) as never
    return unlessLocked(call, () => handle(call, read))
  }

  /** Waits for the unlock, for as long as the bridge does: that keeps the deadline. */
  async function unlessLocked<T>({ guest, isGone }: Call, task: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await task()
      } catch (error) {
        if (!(error instanceof VaultLocked)) throw error
        await lock.unlocked()
        if (isGone()) throw error
        if (!(await isLetIn(guest))) throw new PageError('unauthorized')
      }
    }
  }

  return async (request: Request, call: Omit<Call, 'id'>): Promise<Response> => {
    const { id } = request
    try {
      const result = await resultOf(request, { ...call, id })
      answered(call.guest, request, null)
      return { jsonrpc: '2.0', id, result }
    } catch (caught) {
      const error = toErrorObject(caught)
      answered(call.guest, request, error.data.reason)
      return { jsonrpc: '2.0', id, error }
    }
  }
}
