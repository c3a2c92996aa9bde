import { i18n } from '#i18n'
import { CheckField } from '../../lib/ui/check-field.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { Commands, UiState } from '../../lib/ui-api/protocol.ts'
import { PassphrasePart } from './passphrase-part.tsx'
import { PlexPagesPart } from './plex-pages-part.tsx'
import { Section } from './section.tsx'
import { TransferPart } from './transfer-part.tsx'

interface SettingsSectionProps {
  readonly state: Pick<UiState, 'settings' | 'plexPages' | 'lock'>
  readonly onChange: (news: Commands['settings.change']) => unknown
  readonly background: Background
}

export function SettingsSection({ state, onChange, background }: SettingsSectionProps) {
  return (
    <Section title={i18n.t('settings.own')}>
      <CheckField
        label={i18n.t('settings.private_windows')}
        hint={i18n.t('settings.private_windows_hint')}
        isChecked={state.settings.privateWindows}
        onChange={(privateWindows) => onChange({ privateWindows })}
      />
      <PlexPagesPart isAllowed={state.plexPages.isAllowed} background={background} />
      <PassphrasePart state={state} background={background} />
      <TransferPart background={background} />
    </Section>
  )
}
