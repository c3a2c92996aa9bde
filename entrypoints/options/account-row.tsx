import { i18n } from '#i18n'
import { nameOf } from '../../lib/ui/account-field.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { inDays } from '../../lib/ui/dates.ts'
import { Problem } from '../../lib/ui/notice.tsx'
import type { AccountView } from '../../lib/ui-api/protocol.ts'

interface AccountRowProps {
  readonly account: AccountView
  readonly onSignOut: () => unknown
  readonly onRetry: () => unknown
}

export function AccountRow({ account, onSignOut, onRetry }: AccountRowProps) {
  const { id, detail, health, since } = account
  const isLeaving = health === 'signing_out'
  return (
    <li class="stack">
      <div class="row">
        <div class="grow">
          <p id={`account-${id}`}>
            <strong>{nameOf(account)}</strong> <span class="soft">{detail}</span>
          </p>
          <p class="small soft" role={isLeaving ? 'status' : undefined}>
            {isLeaving ? i18n.t('account.signing_out') : i18n.t('settings.since', [inDays(since)])}
          </p>
        </div>
        {isLeaving ? (
          <Button key="retry" small describedBy={`account-${id}`} onClick={onRetry}>
            {i18n.t('pending.try_again')}
          </Button>
        ) : (
          <Button key="out" small kind="danger" describedBy={`account-${id}`} onClick={onSignOut}>
            {i18n.t('settings.sign_out')}
          </Button>
        )}
      </div>
      {(health === 'signed_out' || health === 'key_lost') && (
        <Problem>{i18n.t(`account.${health}`)}</Problem>
      )}
    </li>
  )
}
