import { i18n } from '#i18n'
import { nameOf, needsPerson } from '../../lib/ui/account-field.tsx'
import { AccountHealth } from '../../lib/ui/account-health.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { Hint } from '../../lib/ui/notice.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountView, UiState } from '../../lib/ui-api/protocol.ts'
import { openSettings } from '../../lib/ui-api/settings-page.ts'
import { isStillAtPlex, StillAtPlex } from './still-at-plex.tsx'
import { UnusableRecords } from './unusable-records.tsx'

interface AttentionProps {
  /** The one that the person uses. */
  readonly account: AccountView
  readonly state: UiState
  readonly background: Background
}

/** The one thing that needs the person most, with a way to it; nothing where all is well. */
export function Attention({ account, state, background }: AttentionProps) {
  if (needsPerson(account) || account.name === null) {
    return (
      <AccountHealth
        account={account}
        state={state}
        describedBy="account"
        background={background}
      />
    )
  }
  const other = state.accounts.find(needsPerson)
  if (other) {
    return (
      <div class="notice bad row">
        <p id="attention" role="status" class="grow small">
          {i18n.t('account.needs_you', [nameOf(other)])}
        </p>
        <Button small describedBy="attention" onClick={openSettings}>
          {i18n.t('account.see')}
        </Button>
      </div>
    )
  }
  if (state.unusable.length) return <UnusableRecords unusable={state.unusable} />
  if (isStillAtPlex(state)) return <StillAtPlex state={state} background={background} />
  return state.isLasting ? null : <Hint>{i18n.t('sign_in.not_lasting')}</Hint>
}
