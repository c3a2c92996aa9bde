import { i18n } from '#i18n'
import { CheckField } from '../../lib/ui/check-field.tsx'
import type { Commands, UiState } from '../../lib/ui-api/protocol.ts'
import { Section } from './section.tsx'

interface SettingsSectionProps {
  readonly settings: UiState['settings']
  readonly onChange: (news: Commands['settings.change']) => unknown
}

export function SettingsSection({ settings, onChange }: SettingsSectionProps) {
  return (
    <Section title={i18n.t('settings.own')}>
      <CheckField
        label={i18n.t('settings.private_windows')}
        hint={i18n.t('settings.private_windows_hint')}
        isChecked={settings.privateWindows}
        onChange={(privateWindows) => onChange({ privateWindows })}
      />
    </Section>
  )
}
