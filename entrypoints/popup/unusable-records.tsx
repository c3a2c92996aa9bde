import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import type { UiState } from '../../lib/ui-api/protocol.ts'
import { openSettings } from '../../lib/ui-api/settings-page.ts'

/** What was stored and is of no use; nothing where all is well. */
export function UnusableRecords({ unusable }: Pick<UiState, 'unusable'>) {
  if (unusable.length === 0) return null
  return (
    <div class="notice bad row">
      <p id="unusable" role="status" class="grow small">
        {i18n.t('unusable.count', unusable.length)}
      </p>
      <Button small describedBy="unusable" onClick={openSettings}>
        {i18n.t('unusable.see')}
      </Button>
    </div>
  )
}
