import type { Guest } from './guest.ts'
import type { MethodName, ParamsOf } from './params.ts'
import type { Methods, RequestId } from './protocol.ts'

export interface Call {
  readonly guest: Guest
  readonly id: RequestId
  readonly clicked: boolean
  /** Nobody hears the answer any more. */
  readonly isGone: () => boolean
}

/** Each method as one function. @throws PageError or PlexError; anything else is a fault of our own */
export type Handlers<Names extends MethodName = MethodName> = {
  [Name in Names]: (call: Call, params: ParamsOf<Name>) => Promise<Methods[Name]['result']>
}
