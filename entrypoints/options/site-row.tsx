import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { inDays } from '../../lib/ui/dates.ts'
import type { AccountView, SiteView } from '../../lib/ui-api/protocol.ts'

interface SiteRowProps {
  readonly site: SiteView
  readonly account: AccountView | undefined
  readonly onRevoke: () => void
}

export function SiteRow({ site: { origin, since, grant }, account, onRevoke }: SiteRowProps) {
  const name = account?.name ?? i18n.t('account.nameless')
  return (
    <li class="card row">
      <div class="grow">
        <p id={`site-${origin}`} class="origin">
          {origin}
        </p>
        <p class="small soft">
          {grant ? i18n.t('settings.has_token', [name]) : i18n.t('settings.may_ask')}
          {' · '}
          {i18n.t('settings.since', [inDays(since)])}
        </p>
      </div>
      <Button kind="danger" describedBy={`site-${origin}`} onClick={onRevoke}>
        {i18n.t('settings.revoke')}
      </Button>
    </li>
  )
}
