import { i18n } from '#i18n'
import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountDetails } from '../../lib/ui-api/protocol.ts'
import { LoadedPart } from './loaded-part.tsx'

interface AccountDetailsViewProps {
  readonly details: AccountDetails
  readonly background: Background
}

/** What Plex has of one account. */
export function AccountDetailsView({ details, background }: AccountDetailsViewProps) {
  const { accountId: id, servers } = details
  return (
    <div class="card stack">
      <LoadedPart
        title={i18n.t('servers.title')}
        loaded={servers}
        onReload={() => background.call('account.reload', { id, what: 'servers' })}
      >
        {(list) => list.length === 0 && <p class="soft">{i18n.t('servers.none')}</p>}
      </LoadedPart>
    </div>
  )
}
