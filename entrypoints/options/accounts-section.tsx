import { i18n } from '#i18n'
import type { AccountView } from '../../lib/ui-api/protocol.ts'
import { AccountRow } from './account-row.tsx'
import { Section } from './section.tsx'

interface AccountsSectionProps {
  readonly accounts: readonly AccountView[]
  readonly onSignOut: (id: string) => unknown
  readonly onRetry: () => unknown
}

export function AccountsSection({ accounts, onSignOut, onRetry }: AccountsSectionProps) {
  return (
    <Section title={i18n.t('settings.accounts')}>
      {accounts.length === 0 ? (
        <p class="soft">{i18n.t('settings.no_accounts')}</p>
      ) : (
        <ul class="rows">
          {accounts.map((account) => (
            <AccountRow
              key={account.id}
              account={account}
              onSignOut={() => onSignOut(account.id)}
              onRetry={onRetry}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}
