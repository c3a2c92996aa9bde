import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { Failure, UiState } from '../../lib/ui-api/protocol.ts'
import { AccountRow } from './account-row.tsx'
import { AddAccount } from './add-account.tsx'
import { Section } from './section.tsx'

interface AccountsSectionProps {
  readonly state: UiState
  /** Whose details are open. */
  readonly openId: string | null
  readonly onOpen: (id: string | null) => void
  readonly details: ComponentChildren
  readonly run: (action: Promise<Failure | null>) => Promise<void>
  readonly background: Background
}

export function AccountsSection(props: AccountsSectionProps) {
  const { state, openId, onOpen, details, run, background } = props
  const { accounts, link } = state
  const isUnderWay = link.phase === 'creating' || link.phase === 'waiting'
  const add = (
    <Button
      small
      disabled={isUnderWay}
      onClick={() => run(background.call('link.start', { kind: 'strong' }))}
    >
      {i18n.t('account.add')}
    </Button>
  )
  return (
    <Section title={i18n.t('settings.accounts')} action={add}>
      <AddAccount state={state} background={background} />
      {accounts.length === 0 ? (
        <p class="soft">{i18n.t('settings.no_accounts')}</p>
      ) : (
        <ul class="rows">
          {accounts.map((account) => (
            <AccountRow
              key={account.id}
              account={account}
              state={state}
              isOpen={account.id === openId}
              onOpen={(isOpen) => onOpen(isOpen ? account.id : null)}
              details={details}
              run={run}
              background={background}
            />
          ))}
        </ul>
      )}
    </Section>
  )
}
