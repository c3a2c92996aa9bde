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

/** An account's name; also where Plex has not told us, or the account is gone. */
export function nameOf(account: AccountView | undefined): string {
  return account?.name ?? i18n.t('account.nameless')
}

/** Accounts that something can be had from. */
export function usable(accounts: readonly AccountView[]): AccountView[] {
  return accounts.filter(({ health }) => health === 'ok')
}
