import { Approvals } from '../../lib/ui/approvals.tsx'
import { Unlock } from '../../lib/ui/unlock.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { FrontTab } from '../../lib/ui-api/front-tab.ts'
import type { UiState } from '../../lib/ui-api/protocol.ts'
import { LinkEnded, LinkUnderWay, SignIn } from './sign-in.tsx'
import { SignedIn } from './signed-in.tsx'
import { StillAtPlex } from './still-at-plex.tsx'
import { UnusableRecords } from './unusable-records.tsx'

interface PopupProps {
  readonly state: UiState
  readonly tab: FrontTab
  /** A window without a toolbar is open. */
  readonly hasWindow: boolean
  /** Looks for the PIN of a short code; null: for none. */
  readonly lookForCode: (code: string | null) => void
  readonly background: Background
}

/** One thing at a time: the unlock, then a link under way, then a request, then its outcome, then how things stand. */
export function Popup(props: PopupProps) {
  const { state, background } = props
  const { link, accounts, currentAccountId, approvals, isLasting } = state
  if (state.lock.isLocked) return <Unlock state={state} background={background} />
  switch (link.phase) {
    case 'creating':
    case 'waiting':
      return <LinkUnderWay link={link} background={background} />
    case 'expired':
    case 'cancelled':
    case 'failed':
      return <LinkEnded link={link} background={background} />
  }
  if (approvals.length) return <Approvals state={state} background={background} />
  const account = accounts.find(({ id }) => id === currentAccountId)
  if (account) return <SignedIn account={account} {...props} />
  return (
    <div class="stack">
      <SignIn isLasting={isLasting} background={background} />
      <UnusableRecords unusable={state.unusable} />
      <StillAtPlex state={state} background={background} />
    </div>
  )
}
