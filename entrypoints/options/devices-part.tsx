import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { SearchField } from '../../lib/ui/search-field.tsx'
import { ShowMore } from '../../lib/ui/show-more.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountDetails, DeviceView, Failure } from '../../lib/ui-api/protocol.ts'
import { DeviceRow } from './device-row.tsx'
import { LoadedPart } from './loaded-part.tsx'
import { RemoveBar } from './remove-bar.tsx'
import { MORE, PAGE } from './settings-look.ts'

interface DevicesLook {
  readonly search: string
  readonly limit: number
}

interface DevicesPartProps {
  readonly details: Pick<AccountDetails, 'accountId' | 'devices'>
  readonly look: DevicesLook
  readonly onLook: (look: DevicesLook) => void
  readonly background: Background
}

/** So few are found without a search. */
const FEW = 10

/** Everything that can get into an account, to be removed. */
export function DevicesPart({ details, look, onLook, background }: DevicesPartProps) {
  const { accountId: id, devices } = details
  // What is selected stays so while a search hides it.
  const [selected, setSelected] = useState<ReadonlyMap<string, DeviceView>>(new Map())
  const [removed, setRemoved] = useState(0)

  function select(device: DeviceView, isSelected: boolean): void {
    const next = new Map(selected)
    if (isSelected) next.set(device.id, device)
    else next.delete(device.id)
    setSelected(next)
    setRemoved(0)
  }

  async function remove(): Promise<Failure | null> {
    const deviceIds = [...selected.keys()]
    const failure = await background.call('device.remove', { id, deviceIds })
    if (failure === null) {
      setRemoved(deviceIds.length)
      setSelected(new Map())
    }
    return failure
  }

  return (
    <LoadedPart
      title={i18n.t('devices.title')}
      loaded={devices}
      onReload={() => background.call('account.reload', { id, what: 'devices' })}
      whyText={(why) => (why === 'forbidden' ? i18n.t('devices.forbidden') : troubleText(why))}
    >
      {({ rows, total, count }) => (
        <>
          <p class={count ? 'small soft' : 'soft'}>
            {i18n.t(count ? 'devices.hint' : 'devices.none')}
          </p>
          {(count > FEW || look.search) && (
            <SearchField
              label={i18n.t('devices.search')}
              value={look.search}
              onChange={(search) => onLook({ search, limit: PAGE })}
            />
          )}
          {count > 0 && total === 0 && <p role="status">{i18n.t('devices.none_fits')}</p>}
          <ul class="rows">
            {rows.map((device) => (
              <DeviceRow
                key={device.id}
                device={device}
                isSelected={selected.has(device.id)}
                onSelect={(isSelected) => select(device, isSelected)}
              />
            ))}
          </ul>
          <ShowMore
            shown={rows.length}
            total={total}
            onMore={() => onLook({ ...look, limit: look.limit + MORE })}
          />
          <p role="status">{removed > 0 && i18n.t('devices.removed', removed)}</p>
          {selected.size > 0 && (
            <RemoveBar
              devices={[...selected.values()]}
              onRemove={remove}
              onClear={() => setSelected(new Map())}
            />
          )}
        </>
      )}
    </LoadedPart>
  )
}
