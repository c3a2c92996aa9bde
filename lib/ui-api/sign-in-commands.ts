import type { PlexPages } from '../sign-ins/plex-pages.ts'
import type { SignIns } from '../sign-ins/sign-ins.ts'
import type { Handlers } from './handlers.ts'

export interface SignInCommandsWorld {
  readonly signIns: SignIns
  readonly plexPages: {
    get(): Promise<PlexPages>
    noteAsked(): Promise<void>
    stop(): Promise<void>
  }
}

type Names =
  | 'pin.approve'
  | 'pin.putOff'
  | 'pin.atPlex'
  | 'pin.askAgain'
  | 'signIn.revoke'
  | 'plexPages.asked'
  | 'plexPages.stop'

/** What a person can do about the sign-ins of others. */
export function createSignInCommands({ signIns, plexPages }: SignInCommandsWorld): Handlers<Names> {
  const { offers } = signIns
  return {
    'pin.approve': ({ id, accountId }) => offers.approve(id, accountId),
    'pin.putOff': ({ id }) => offers.putOff(id),
    'pin.atPlex': ({ id }) => offers.goOnAtPlex(id),
    'pin.askAgain': ({ id }) => offers.askAgain(id),
    'signIn.revoke': ({ id }) => signIns.revoke(id),
    'plexPages.asked': () => plexPages.noteAsked(),
    'plexPages.stop': () => plexPages.stop(),
  }
}
