import { i18n } from '#i18n'
import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountDetails, UiState } from '../../lib/ui-api/protocol.ts'
import { HomePart } from './home-part.tsx'
import { LoadedPart } from './loaded-part.tsx'

interface AccountDetailsViewProps {
  readonly details: AccountDetails
  readonly state: UiState
  readonly background: Background
}

/** What Plex has of one account. */
export function AccountDetailsView({ details, state, background }: AccountDetailsViewProps) {
  const { accountId: id, servers } = details
  const isHomeUser = state.accounts.some((account) => account.id === id && account.home !== null)
  return (
    <div class="card stack">
      {!isHomeUser && <HomePart details={details} state={state} background={background} />}
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
