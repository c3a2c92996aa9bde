import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { UiState } from '../../lib/ui-api/protocol.ts'

interface StillAtPlexProps {
  readonly state: Pick<UiState, 'pending' | 'accounts'>
  readonly background: Background
}

function leftAtPlex({ pending, accounts }: StillAtPlexProps['state']) {
  return {
    stuck: pending.filter(({ trouble }) => trouble !== null),
    isLeaving: accounts.some(({ health }) => health === 'signing_out'),
  }
}

export function isStillAtPlex(state: StillAtPlexProps['state']): boolean {
  const { stuck, isLeaving } = leftAtPlex(state)
  return stuck.length > 0 || isLeaving
}

/** What was ended here and not at Plex yet; nothing where all is done. */
export function StillAtPlex({ state, background }: StillAtPlexProps) {
  const { stuck, isLeaving } = leftAtPlex(state)
  if (stuck.length === 0 && !isLeaving) return null
  return (
    <div class="notice row">
      <div id="still-at-plex" class="grow small">
        {isLeaving && <p role="status">{i18n.t('account.signing_out')}</p>}
        {stuck.length > 0 && <p role="status">{i18n.t('pending.count', stuck.length)}</p>}
      </div>
      <Button
        small
        describedBy="still-at-plex"
        onClick={() => background.call('pending.retry', {})}
      >
        {i18n.t('pending.try_again')}
      </Button>
    </div>
  )
}
