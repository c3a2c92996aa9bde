import { i18n } from '#i18n'
import type { AccountView } from '../ui-api/protocol.ts'
import { SelectField } from './select-field.tsx'

interface AccountFieldProps {
  readonly accounts: readonly AccountView[]
  /** An account's id. */
  readonly value: string
  readonly onChange: (id: string) => void
}

export function AccountField({ accounts, value, onChange }: AccountFieldProps) {
  return (
    <SelectField
      label={i18n.t('account.label')}
      value={value}
      options={accounts.map((account) => ({ value: account.id, text: nameOf(account) }))}
      onChange={onChange}
    />
  )
}

/** An account's name, as no other has it; also where Plex has not told us, or the account is gone. */
export function nameOf(account: AccountView | undefined): string {
  const name = ownNameOf(account)
  return account?.twin ? i18n.t('account.twin', [name, account.twin]) : name
}

/** An account's name, where what tells it from others stands beside it. */
export function ownNameOf(account: AccountView | undefined): string {
  return account?.name ?? i18n.t('account.nameless')
}

/** What stands beside its name: always enough to tell it from others. */
export function besides(account: AccountView, accounts: readonly AccountView[]): string {
  const { home, detail, twin } = account
  const admin = home && accounts.find(({ id }) => id === home.adminId)
  const ofWhom = home && (admin ? i18n.t('home.of', [nameOf(admin)]) : i18n.t('home.of_nobody'))
  const number = twin && twin !== detail ? twin : ''
  return [number, detail, ofWhom].filter(Boolean).join(' · ')
}

/** Accounts that something can be had from. */
export function usable(accounts: readonly AccountView[]): AccountView[] {
  return accounts.filter(({ health }) => health === 'ok')
}

/** Whether only the person can make it of use again. */
export function needsPerson({ health, needsPin }: AccountView): boolean {
  return (health !== 'ok' && health !== 'signing_out') || needsPin
}
