export type { AccountInfo, Scope } from '../../../lib/page-api/protocol.ts'
export { FoyerError, type Reason } from '../error.ts'
export type { SignedIn, SignInOptions, SignInStep } from './options.ts'
export { signIn } from './sign-in.ts'
