import { i18n } from '#i18n'
import { nameOf } from '../../lib/ui/account-field.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { inMinutes } from '../../lib/ui/dates.ts'
import { Problem } from '../../lib/ui/notice.tsx'
import { SureButton } from '../../lib/ui/sure-button.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import { useAction } from '../../lib/ui/use-action.ts'
import { useId } from '../../lib/ui/use-id.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountView, UiState } from '../../lib/ui-api/protocol.ts'

interface NewcomersCardProps {
  readonly revoked: UiState['newcomers'][number]
  readonly accounts: readonly AccountView[]
  readonly background: Background
}

/** What got into an account while a site was let in that is revoked by now. */
export function NewcomersCard({ revoked, accounts, background }: NewcomersCardProps) {
  const { origin, devices } = revoked
  const { call } = background
  const [failure, run] = useAction()
  const id = useId()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look and a legend of its own
    <div class="card stack" role="group" aria-labelledby={id}>
      <p id={id} role="status" class="strong">
        {i18n.t('devices.newcomers', [origin])}
      </p>
      <p class="small soft">{i18n.t('devices.newcomers_hint')}</p>
      {failure && <Problem>{troubleText(failure)}</Problem>}
      <ul class="rows">
        {devices.map(({ accountId, id: deviceId, name, product, platform, createdAt }) => {
          const account = accounts.find((it) => it.id === accountId)
          const since = i18n.t('devices.appeared', [inMinutes(createdAt)])
          const about = [product, platform, accounts.length > 1 && nameOf(account), since]
          const rowId = `${id}-${deviceId}`
          return (
            <li key={rowId} class="row wrap">
              <div class="grow">
                <p id={rowId}>
                  <bdi>{name || product || i18n.t('devices.nameless')}</bdi>
                </p>
                <p class="small soft">{about.filter(Boolean).join(' · ')}</p>
              </div>
              <SureButton
                label={i18n.t('devices.remove')}
                question={i18n.t('devices.newcomer_sure')}
                describedBy={rowId}
                onSure={() => run(call('device.remove', { id: accountId, deviceIds: [deviceId] }))}
              />
            </li>
          )
        })}
      </ul>
      <div class="row">
        <Button small describedBy={id} onClick={() => run(call('newcomers.dismiss', { origin }))}>
          {i18n.t('devices.dismiss')}
        </Button>
      </div>
    </div>
  )
}
