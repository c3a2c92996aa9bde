import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { inDays } from '../../lib/ui/dates.ts'
import { Problem } from '../../lib/ui/notice.tsx'
import type { AccountView } from '../../lib/ui-api/protocol.ts'

interface AccountRowProps {
  readonly account: AccountView
  readonly onSignOut: () => void
}

export function AccountRow({ account, onSignOut }: AccountRowProps) {
  const name = account.name ?? i18n.t('account.nameless')
  return (
    <li class="card stack">
      <div class="row">
        <div class="grow">
          <p id={`account-${account.id}`}>
            <strong>{name}</strong> <span class="soft">{account.detail}</span>
          </p>
          <p class="small soft">{i18n.t('settings.since', [inDays(account.since)])}</p>
        </div>
        <Button kind="danger" describedBy={`account-${account.id}`} onClick={onSignOut}>
          {i18n.t('settings.sign_out')}
        </Button>
      </div>
      {account.health !== 'ok' && <Problem>{i18n.t(`account.${account.health}`)}</Problem>}
    </li>
  )
}
