import { i18n } from '#i18n'
import { Problem } from '../../lib/ui/notice.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import { useAction } from '../../lib/ui/use-action.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { UiState } from '../../lib/ui-api/protocol.ts'
import { AccountRow } from './account-row.tsx'
import { SiteRow } from './site-row.tsx'

interface OptionsProps {
  readonly state: UiState
  readonly background: Background
}

export function Options({ state: { accounts, sites }, background }: OptionsProps) {
  const [failure, run] = useAction()
  return (
    <div class="stack">
      <h1>{i18n.t('settings.title')}</h1>
      {failure && <Problem>{troubleText(failure)}</Problem>}
      <h2>{i18n.t('settings.accounts')}</h2>
      {accounts.length === 0 && <p class="soft">{i18n.t('settings.no_accounts')}</p>}
      <ul>
        {accounts.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            onSignOut={() => run(background.call('account.signOut', { id: account.id }))}
          />
        ))}
      </ul>
      <h2>{i18n.t('settings.sites')}</h2>
      {sites.length === 0 && <p class="soft">{i18n.t('settings.no_sites')}</p>}
      <ul>
        {sites.map((site) => (
          <SiteRow
            key={site.origin}
            site={site}
            account={accounts.find(({ id }) => id === site.grant?.accountId)}
            onRevoke={() => run(background.call('site.stop', { origin: site.origin }))}
          />
        ))}
      </ul>
    </div>
  )
}
