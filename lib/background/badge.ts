import type { Answering } from './answering.ts'
import type { Ground } from './ground.ts'
import type { Linking } from './linking.ts'
import type { Records } from './records.ts'
import type { SigningIn } from './signing-in.ts'

interface Parts {
  readonly desk: Answering['desk']
  readonly outside: SigningIn
  readonly links: Linking['links']
  readonly accounts: Records['accounts']
}

/** Has the button on the toolbar say how things stand. */
export function createBadge({ showBadge }: Ground, { desk, outside, links, accounts }: Parts) {
  return async (): Promise<void> => {
    const [asked, atPlex, { phase }, list] = await Promise.all([
      desk.open(),
      outside.count(),
      links.load(),
      accounts.list(),
    ])
    const justLinked = phase === 'linked'
    const needsSignIn = list.some(({ health }) => health !== 'ok' && health !== 'signing_out')
    await showBadge({ waiting: asked.length + atPlex, justLinked, needsSignIn })
  }
}
