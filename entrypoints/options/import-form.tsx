import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Settings } from '../../lib/settings/settings.ts'
import { Button } from '../../lib/ui/button.tsx'
import { CheckField } from '../../lib/ui/check-field.tsx'
import { inDays } from '../../lib/ui/dates.ts'
import type { ImportView } from '../../lib/ui-api/protocol.ts'
import { ImportSites } from './import-sites.tsx'
import { besidesText, looserText, takenOverTexts } from './import-words.ts'

/** What the person wants of what gives more. */
export interface Choice {
  readonly origins: readonly string[]
  readonly looser: readonly (keyof Settings)[]
}

interface ImportFormProps {
  /** The file's. */
  readonly name: string
  readonly view: ImportView
  readonly onImport: (choice: Choice) => Promise<void>
  readonly onClose: () => void
}

/** What a file would change. What gives more is chosen one by one. */
export function ImportForm({ name, view, onImport, onClose }: ImportFormProps) {
  const [origins, setOrigins] = useState<ReadonlySet<string>>(new Set())
  const [looser, setLooser] = useState<readonly (keyof Settings)[]>([])
  const takenOver = takenOverTexts(view)
  const offered = Object.keys(view.settings.looser) as (keyof Settings)[]
  const isNew = takenOver.length + offered.length + view.sites.length > 0
  const isReady = takenOver.length + looser.length + origins.size > 0

  return (
    <div class="stack">
      <div>
        <h3>
          <bdi>{i18n.t('transfer.title', [name])}</bdi>
        </h3>
        <p class="small soft">{i18n.t('transfer.exported', [inDays(view.exportedAt)])}</p>
      </div>
      {takenOver.length > 0 && (
        <div>
          <p>{i18n.t('transfer.takes_over')}</p>
          <ul class="bullets">
            {takenOver.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      )}
      {offered.length > 0 && (
        <fieldset class="bare stack">
          <legend>{i18n.t('transfer.looser')}</legend>
          {offered.map((setting) => (
            <CheckField
              key={setting}
              label={looserText(setting, view.settings.looser)}
              isChecked={looser.includes(setting)}
              onChange={(isChosen) =>
                setLooser([
                  ...looser.filter((it) => it !== setting),
                  ...(isChosen ? [setting] : []),
                ])
              }
            />
          ))}
        </fieldset>
      )}
      {view.sites.length > 0 && (
        <ImportSites sites={view.sites} chosen={origins} onChoose={setOrigins} />
      )}
      {!isNew && <p>{i18n.t('transfer.nothing')}</p>}
      {besidesText(view).map((text) => (
        <p key={text} class="small soft">
          {text}
        </p>
      ))}
      <div class="row">
        {isNew && (
          <Button
            small
            kind="primary"
            disabled={!isReady}
            onClick={() => onImport({ origins: [...origins], looser })}
          >
            {i18n.t('transfer.import')}
          </Button>
        )}
        <Button small autoFocus onClick={onClose}>
          {i18n.t(isNew ? 'settings.cancel' : 'transfer.close')}
        </Button>
      </div>
    </div>
  )
}
