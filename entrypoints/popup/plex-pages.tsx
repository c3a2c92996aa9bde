import { i18n } from '#i18n'
import { Button } from '../../lib/ui/button.tsx'
import type { Background } from '../../lib/ui-api/client.ts'

/** Asks once for the sight of Plex's pages in windows that have no toolbar. */
export function PlexPages({ background }: { readonly background: Background }) {
  return (
    <section class="card stack" aria-labelledby="plex-pages">
      <h2 id="plex-pages">{i18n.t('plex_pages.title')}</h2>
      <p class="small">{i18n.t('plex_pages.why')}</p>
      <Button wide kind="primary" onClick={() => background.allowPlexPages()}>
        {i18n.t('plex_pages.allow')}
      </Button>
      <Button wide onClick={() => background.call('plexPages.asked', {})}>
        {i18n.t('plex_pages.no')}
      </Button>
    </section>
  )
}
