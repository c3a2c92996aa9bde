import type { ErrorObject, Reason as ProtocolReason } from '../../lib/page-api/protocol.ts'

/** Why it failed: a reason of the page contract, or `expired`: nobody approved in time. */
export type Reason = ProtocolReason | 'expired'

/** What every call rejects with, but for an `AbortSignal`'s own reason. Its text holds no secret. */
export class FoyerError extends Error {
  override readonly name = 'FoyerError'
  /** As JSON-RPC 2.0 and EIP-1193 number it. */
  readonly code: number
  readonly reason: Reason
  /** Whether asking the same again can help. */
  readonly retryable: boolean

  constructor({ code, message, data }: Failure) {
    super(message)
    this.code = code
    this.reason = data.reason
    this.retryable = data.retryable
  }
}

interface Failure extends Omit<ErrorObject, 'data'> {
  readonly data: { readonly reason: Reason; readonly retryable: boolean }
}

/** A failure that we have noticed ourselves, and that may pass. */
export function passing(reason: Reason, message: string, code = 4900): FoyerError {
  return new FoyerError({ code, message, data: { reason, retryable: true } })
}
