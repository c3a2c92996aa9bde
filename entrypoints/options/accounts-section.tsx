import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import type { AccountView } from '../../lib/ui-api/protocol.ts'
import { AccountRow } from './account-row.tsx'
import { Section } from './section.tsx'

interface AccountsSectionProps {
  readonly accounts: readonly AccountView[]
  /** Whose details are open. */
  readonly openId: string | null
  readonly onOpen: (id: string | null) => void
  readonly details: ComponentChildren
  readonly onSignOut: (id: string) => unknown
  readonly onRetry: () => unknown
}

export function AccountsSection(props: AccountsSectionProps) {
  const { accounts, openId, onOpen, details, onSignOut, onRetry } = props
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
              isOpen={account.id === openId}
              onOpen={(isOpen) => onOpen(isOpen ? account.id : null)}
              details={details}
              onSignOut={() => onSignOut(account.id)}
              onRetry={onRetry}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}
