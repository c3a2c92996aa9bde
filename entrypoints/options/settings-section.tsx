import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import { CheckField } from '../../lib/ui/check-field.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { Commands, UiState } from '../../lib/ui-api/protocol.ts'
import { Section } from './section.tsx'

interface SettingsSectionProps {
  readonly settings: UiState['settings']
  readonly plexPages: UiState['plexPages']
  readonly background: Background
  readonly onChange: (news: Commands['settings.change']) => unknown
}

export function SettingsSection(props: SettingsSectionProps) {
  const { settings, plexPages, background, onChange } = props
  return (
    <Section title={i18n.t('settings.own')}>
      <CheckField
        label={i18n.t('settings.private_windows')}
        hint={i18n.t('settings.private_windows_hint')}
        isChecked={settings.privateWindows}
        onChange={(privateWindows) => onChange({ privateWindows })}
      />
      <div class="row wrap site-row">
        <div class="grow">
          <p id="plex-pages">{i18n.t('plex_pages.title')}</p>
          <p class="small soft">{i18n.t('plex_pages.why')}</p>
        </div>
        {plexPages.isAllowed ? (
          <Button
            key="stop"
            small
            describedBy="plex-pages"
            onClick={() => background.call('plexPages.stop', {})}
          >
            {i18n.t('plex_pages.stop')}
          </Button>
        ) : (
          <Button
            key="allow"
            small
            describedBy="plex-pages"
            onClick={() => background.allowPlexPages()}
          >
            {i18n.t('plex_pages.allow')}
          </Button>
        )}
      </div>
    </Section>
  )
}
