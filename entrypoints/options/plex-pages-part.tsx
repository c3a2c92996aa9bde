import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import type { Background } from '../../lib/ui-api/client.ts'

interface PlexPagesPartProps {
  /** Plex's page is seen in windows without a toolbar too. */
  readonly isAllowed: boolean
  readonly background: Background
}

export function PlexPagesPart({ isAllowed, background }: PlexPagesPartProps) {
  return (
    <div class="row wrap site-row">
      <div class="grow">
        <p id="plex-pages">{i18n.t('plex_pages.title')}</p>
        <p class="small soft">{i18n.t('plex_pages.why')}</p>
      </div>
      {isAllowed ? (
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
  )
}
