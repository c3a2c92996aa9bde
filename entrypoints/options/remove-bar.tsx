import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { Problem } from '../../lib/ui/notice.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import { useAction } from '../../lib/ui/use-action.ts'
import { useId } from '../../lib/ui/use-id.ts'
import type { DeviceView, Failure } from '../../lib/ui-api/protocol.ts'

interface RemoveBarProps {
  readonly devices: readonly DeviceView[]
  readonly onRemove: () => Promise<Failure | null>
  readonly onClear: () => void
}

/** Removes what is selected, once the person has read what will stop working. */
export function RemoveBar({ devices, onRemove, onClear }: RemoveBarProps) {
  const [isAsking, setAsking] = useState(false)
  const [failure, run] = useAction()
  const id = useId()
  return (
    <div class="card stack remove-bar">
      {failure && <Problem>{troubleText(failure)}</Problem>}
      {isAsking ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look and a legend of its own
        <div class="stack" role="group" aria-labelledby={id}>
          <p id={id} class="strong">
            {i18n.t('devices.sure', devices.length)}
          </p>
          <ul class="bullets">
            {consequences(devices).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <div class="row">
            <Button key="sure" small kind="danger" onClick={() => run(onRemove())}>
              {i18n.t('devices.remove')}
            </Button>
            <Button key="cancel" small autoFocus onClick={() => setAsking(false)}>
              {i18n.t('devices.cancel')}
            </Button>
          </div>
        </div>
      ) : (
        <div class="row wrap">
          <p id={id} role="status" class="grow">
            {i18n.t('devices.selected', devices.length)}
          </p>
          <Button key="first" small kind="danger" describedBy={id} onClick={() => setAsking(true)}>
            {i18n.t('devices.remove')}
          </Button>
          <Button key="clear" small onClick={onClear}>
            {i18n.t('devices.clear')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** What will stop working, the gravest first. */
function consequences(devices: readonly DeviceView[]): string[] {
  const of = (...kinds: string[]) => devices.filter(({ whose }) => kinds.includes(whose.kind))
  const others = of('other', 'former').length
  const named = of('site', 'tool', 'sign_in').map(({ whose }) => endOf(whose))
  return [
    ...of('own').map(() => i18n.t('devices.ends.own')),
    ...new Set(named),
    ...(others ? [i18n.t('devices.ends.others', others)] : []),
  ]
}

function endOf({ kind, name }: DeviceView['whose']): string {
  if (kind === 'sign_in') return i18n.t('devices.ends.sign_in', [name])
  if (!name) return i18n.t('devices.ends.private')
  if (kind === 'tool') return i18n.t('devices.ends.tool', [name])
  return i18n.t('devices.ends.site', [name])
}
