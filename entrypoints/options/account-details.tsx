import type { Background } from '../../lib/ui-api/client.ts'
import type { AccountDetails, UiState } from '../../lib/ui-api/protocol.ts'
import { DevicesPart } from './devices-part.tsx'
import { HomePart } from './home-part.tsx'
import { ServersPart } from './servers-part.tsx'
import type { SettingsLook } from './settings-look.ts'

interface AccountDetailsViewProps {
  readonly look: NonNullable<SettingsLook['account']>
  readonly onLook: (look: NonNullable<SettingsLook['account']>) => void
  readonly details: AccountDetails
  readonly state: UiState
  readonly background: Background
}

/** What Plex has of one account. */
export function AccountDetailsView(props: AccountDetailsViewProps) {
  const { details, look, onLook, state, background } = props
  const { accountId: id } = details
  const isHomeUser = state.accounts.some((account) => account.id === id && account.home !== null)
  return (
    <div class="card stack">
      {!isHomeUser && <HomePart details={details} state={state} background={background} />}
      <ServersPart details={details} background={background} />
      <DevicesPart
        key={id}
        details={details}
        look={look.devices}
        onLook={(devices) => onLook({ ...look, devices })}
        background={background}
      />
    </div>
  )
}
