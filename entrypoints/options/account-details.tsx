import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountDetails, UiState } from '../../lib/ui-api/protocol.ts'
import { HomePart } from './home-part.tsx'
import { ServersPart } from './servers-part.tsx'

interface AccountDetailsViewProps {
  readonly details: AccountDetails
  readonly state: UiState
  readonly background: Background
}

/** What Plex has of one account. */
export function AccountDetailsView({ details, state, background }: AccountDetailsViewProps) {
  const { accountId: id } = details
  const isHomeUser = state.accounts.some((account) => account.id === id && account.home !== null)
  return (
    <div class="card stack">
      {!isHomeUser && <HomePart details={details} state={state} background={background} />}
      <ServersPart details={details} background={background} />
    </div>
  )
}
