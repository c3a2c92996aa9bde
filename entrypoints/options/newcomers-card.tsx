import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { Problem } from '../../lib/ui/notice.tsx'
import { ShowMore } from '../../lib/ui/show-more.tsx'
import { SureButton } from '../../lib/ui/sure-button.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import { useAction } from '../../lib/ui/use-action.ts'
import { useId } from '../../lib/ui/use-id.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountView, Failure, UiState } from '../../lib/ui-api/protocol.ts'
import { NewcomerRow } from './newcomer-row.tsx'
import { MORE, PAGE } from './settings-look.ts'

interface NewcomersCardProps {
  readonly revoked: UiState['newcomers'][number]
  readonly accounts: readonly AccountView[]
  readonly background: Background
}

/** What got into an account while a site was let in that is revoked by now. */
export function NewcomersCard({ revoked, accounts, background }: NewcomersCardProps) {
  const { origin, devices } = revoked
  const [limit, setLimit] = useState(PAGE)
  const [failure, run] = useAction()
  const id = useId()
  const { call } = background

  async function removeAll(): Promise<Failure | null> {
    for (const accountId of new Set(devices.map((it) => it.accountId))) {
      const deviceIds = devices.filter((it) => it.accountId === accountId).map((it) => it.id)
      const outcome = await call('device.remove', { id: accountId, deviceIds })
      if (outcome !== null) return outcome
    }
    return null
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look and a legend of its own
    <div class="card stack" role="group" aria-labelledby={id}>
      <p id={id} role="status" class="strong">
        {i18n.t('devices.newcomers', [origin])}
      </p>
      <p class="small soft">{i18n.t('devices.newcomers_hint')}</p>
      {failure && <Problem>{troubleText(failure)}</Problem>}
      <ul class="rows">
        {devices.slice(0, limit).map((device) => (
          <NewcomerRow
            key={`${device.accountId} ${device.id}`}
            device={device}
            accounts={accounts}
            onRemove={() =>
              run(call('device.remove', { id: device.accountId, deviceIds: [device.id] }))
            }
          />
        ))}
      </ul>
      <ShowMore
        shown={Math.min(limit, devices.length)}
        total={devices.length}
        onMore={() => setLimit(limit + MORE)}
      />
      <div class="row wrap">
        <Button small describedBy={id} onClick={() => run(call('newcomers.dismiss', { origin }))}>
          {i18n.t('devices.dismiss')}
        </Button>
        {devices.length > 1 && (
          <SureButton
            label={i18n.t('devices.remove_all')}
            question={i18n.t('devices.sure', devices.length)}
            describedBy={id}
            onSure={() => run(removeAll())}
          />
        )}
      </div>
    </div>
  )
}
