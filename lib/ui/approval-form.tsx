import { i18n } from '#i18n'
import type { AccountView, ApprovalView } from '../ui-api/protocol.ts'
import { AccountField } from './account-field.tsx'
import { CheckField } from './check-field.tsx'
import { DurationField } from './duration-field.tsx'
import { PinField } from './pin-field.tsx'
import { TokenField } from './token-field.tsx'
import type { Choice } from './use-choice.ts'

interface ApprovalFormProps {
  readonly approval: ApprovalView
  readonly accounts: readonly AccountView[]
  readonly choice: Choice
  readonly isDisabled: boolean
  readonly onChange: (news: Partial<Choice>) => void
}

/** Of which account, with which token and for how long. */
export function ApprovalForm({
  approval,
  accounts,
  choice,
  isDisabled,
  onChange,
}: ApprovalFormProps) {
  const { origin, scopes, tokenKinds, isPrivate } = approval
  const { home } = accounts.find(({ id }) => id === choice.accountId) ?? {}
  // Plex may want it to make a token of the site's own.
  const needsPin = home?.hasPin === true && tokenKinds.length > 0 && choice.tokenKind === 'site'
  return (
    <fieldset class="bare stack form" disabled={isDisabled}>
      <AccountField
        accounts={accounts}
        value={choice.accountId}
        onChange={(accountId) => onChange({ accountId })}
      />
      {scopes.includes('account') && (
        <CheckField
          label={i18n.t('approval.email')}
          isChecked={choice.email}
          onChange={(email) => onChange({ email })}
        />
      )}
      {tokenKinds.length > 0 && (
        <TokenField
          approval={approval}
          value={choice.tokenKind}
          onChange={(tokenKind) => onChange({ tokenKind })}
        />
      )}
      {needsPin && <PinField value={choice.pin} onChange={(pin) => onChange({ pin })} />}
      <DurationField
        origin={origin}
        isPrivate={isPrivate}
        value={choice.duration}
        onChange={(duration) => onChange({ duration })}
      />
    </fieldset>
  )
}
