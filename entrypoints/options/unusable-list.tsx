import { i18n } from '#i18n'
import { SureButton } from '../../lib/ui/sure-button.tsx'
import { useId } from '../../lib/ui/use-id.ts'
import type { UiState } from '../../lib/ui-api/protocol.ts'

interface UnusableListProps {
  readonly unusable: UiState['unusable']
  /** Somebody is signed in, so that Plex can be asked to end a token. */
  readonly isHeard: boolean
  readonly onRemove: (key: string) => unknown
}

/** What was stored and is of no use: what it was, what follows, and what to do. */
export function UnusableList({ unusable, isHeard, onRemove }: UnusableListProps) {
  const id = useId()
  if (unusable.length === 0) return null
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has a look and a legend of its own
    <div class="card stack" role="group" aria-labelledby={id}>
      <p id={id} role="status" class="strong">
        {i18n.t('unusable.title')}
      </p>
      <ul class="rows">
        {unusable.map((it) => (
          <UnusableRow key={it.key} it={it} isHeard={isHeard} onRemove={() => onRemove(it.key)} />
        ))}
      </ul>
    </div>
  )
}

interface UnusableRowProps {
  readonly it: UiState['unusable'][number]
  readonly isHeard: boolean
  readonly onRemove: () => unknown
}

function UnusableRow({ it, isHeard, onRemove }: UnusableRowProps) {
  const { kind, name, isNewer } = it
  const id = useId()
  // It is ended by its identifier, with the token of an account.
  const isUnheard = kind === 'token' && !isHeard
  const then = isNewer ? i18n.t('unusable.newer') : i18n.t(`unusable.then.${kind}`)
  return (
    <li class="row wrap">
      <div id={id} class="grow">
        <p>{i18n.t(`unusable.what.${kind}`)}</p>
        {name && (
          <p>
            <bdi>{name}</bdi>
          </p>
        )}
        {(isNewer || !isUnheard) && <p class="small soft">{then}</p>}
        {isUnheard && <p class="small soft">{i18n.t('unusable.unheard')}</p>}
      </div>
      <SureButton
        label={i18n.t('unusable.remove')}
        question={i18n.t('unusable.sure')}
        describedBy={id}
        onSure={onRemove}
      />
    </li>
  )
}
