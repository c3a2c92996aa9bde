import type { ComponentChildren } from 'preact'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { SureButton } from '../../lib/ui/sure-button.tsx'
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
  const { call } = background
  const actions = (
    <>
      <Button
        small
        disabled={isUnderWay}
        onClick={() => run(call('link.start', { kind: 'strong' }))}
      >
        {i18n.t('account.add')}
      </Button>
      {accounts.length > 0 && (
        <SureButton
          label={i18n.t('settings.sign_out_all')}
          question={i18n.t('settings.sign_out_all_sure')}
          onSure={() => run(call('account.signOutAll', {}))}
        />
      )}
    </>
  )
  return (
    <Section title={i18n.t('settings.accounts')} action={actions}>
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
