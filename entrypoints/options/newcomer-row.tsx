import { i18n } from '#i18n'
import { nameOf } from '../../lib/ui/account-field.tsx'
import { inMinutes } from '../../lib/ui/dates.ts'
import { SureButton } from '../../lib/ui/sure-button.tsx'
import { useId } from '../../lib/ui/use-id.ts'
import type { AccountView, UiState } from '../../lib/ui-api/protocol.ts'

interface NewcomerRowProps {
  readonly device: UiState['newcomers'][number]['devices'][number]
  readonly accounts: readonly AccountView[]
  readonly onRemove: () => unknown
}

export function NewcomerRow({ device, accounts, onRemove }: NewcomerRowProps) {
  const { accountId, name, product, platform, createdAt } = device
  const id = useId()
  const account = accounts.length > 1 && nameOf(accounts.find((it) => it.id === accountId))
  const since = i18n.t('devices.appeared', [inMinutes(createdAt)])
  return (
    <li class="row wrap">
      <div class="grow">
        <p id={id}>
          <bdi>{name || product || i18n.t('devices.nameless')}</bdi>
        </p>
        <p class="small soft">{[product, platform, account, since].filter(Boolean).join(' · ')}</p>
      </div>
      <SureButton
        label={i18n.t('devices.remove')}
        question={i18n.t('devices.newcomer_sure')}
        describedBy={id}
        onSure={onRemove}
      />
    </li>
  )
}
