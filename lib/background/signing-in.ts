import type { Answered } from '../activity/entry.ts'
import { createPlexPages } from '../sign-ins/plex-pages.ts'
import type { LiveSignIn } from '../sign-ins/sign-in.ts'
import { createSignIns } from '../sign-ins/sign-ins.ts'
import { aside } from './aside.ts'
import type { Ground } from './ground.ts'
import type { Knowing } from './knowing.ts'
import type { Linking } from './linking.ts'
import type { Records } from './records.ts'
import type { Sharing } from './sharing.ts'
import type { Signals } from './signals.ts'

export type SigningIn = ReturnType<typeof createSigningIn>

/** Sign-ins of sites and devices that know nothing of Foyer. */
export function createSigningIn(
  ground: Ground,
  records: Records,
  { tokens }: Sharing,
  { links }: Linking,
  { askAs }: Knowing,
  signals: Signals,
) {
  const { plex, now, pause, stayAwake, session, plexTabs: tabs, hosts } = ground
  const { store, vault, identity, accounts, activity, browserSession } = records
  /** What is in sight, as our pages have it. */
  let seen = ''

  const signIns = createSignIns({
    ...{
      store,
      vault,
      session,
      browserSession,
      plex,
      identity,
      tokens,
      tabs,
      now,
      pause,
      stayAwake,
    },
    account: accounts.get,
    askAs,
    async ownCode() {
      const link = await links.load()
      return link.phase === 'waiting' ? link.pin.code : null
    },
    letIn: (signIn) => note(signIn, 'sign_in.approve', 'allowed', signIn.isSure ? null : 'unsure'),
    revoked(signIn) {
      if (signIn.device) note(signIn, 'sign_in.revoke', 'ended')
      else note(signIn, 'sign_in.revoke', 'failed', 'no_device')
    },
    changed: () => signals.signIns(),
    aside: (work) => aside(ground, work),
  })

  function note(
    { product: name, wentTo }: LiveSignIn,
    asked: string,
    answered: Answered,
    reason: string | null = null,
  ): void {
    activity.note({ origin: wentTo ?? '', name, asked, answered, reason })
  }

  return {
    signIns,
    plexPages: createPlexPages({ store, hosts, now }),

    /** A tab shows something else now, or closed. @param isSight what we may see of them is another now */
    async tabsChanged(isSight = false): Promise<void> {
      const now = await signIns.offers.inSight()
      if (now === seen && !isSight) return
      seen = now
      signals.signIns()
    },

    /** How many PINs wait for somebody who is signed in. */
    async count(): Promise<number> {
      const isSignedIn = (await accounts.list()).some(({ health }) => health === 'ok')
      return isSignedIn ? signIns.offers.count() : 0
    },
  }
}
