import { i18n } from '#i18n'
import { inMinutes } from '../../lib/ui/dates.ts'
import { useId } from '../../lib/ui/use-id.ts'
import type { DeviceView } from '../../lib/ui-api/protocol.ts'

interface DeviceRowProps {
  readonly device: DeviceView
  readonly isSelected: boolean
  readonly onSelect: (isSelected: boolean) => void
}

export function DeviceRow({ device, isSelected, onSelect }: DeviceRowProps) {
  const { name, product, platform, lastSeenAt } = device
  const id = useId()
  const whose = whoseText(device.whose)
  const seen = lastSeenAt !== null && i18n.t('devices.seen', [inMinutes(lastSeenAt)])
  return (
    <li class="check">
      <input
        type="checkbox"
        id={id}
        checked={isSelected}
        aria-describedby={`${id}-about`}
        onChange={({ currentTarget }) => onSelect(currentTarget.checked)}
      />
      <label for={id}>
        <bdi>{name || product || i18n.t('devices.nameless')}</bdi>
      </label>
      <p id={`${id}-about`} class="small soft">
        {whose && <span class="strong">{whose}</span>}
        {whose && ' · '}
        {[product, platform, seen].filter(Boolean).join(' · ')}
      </p>
    </li>
  )
}

/** Empty where we have nothing to do with it. */
function whoseText({ kind, name, isEnding }: DeviceView['whose']): string {
  if (isEnding) return i18n.t('devices.ending')
  if (kind === 'other') return ''
  if (kind === 'own') return i18n.t('devices.own')
  if (kind === 'sign_in') return i18n.t('devices.let_in', [name])
  if (!name) return i18n.t('devices.for_private')
  if (kind === 'former') return i18n.t('devices.former', [name])
  return i18n.t('devices.for', [name])
}
