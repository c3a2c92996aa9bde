import { i18n } from '#i18n'
import { isPlainHttp } from '../../lib/ui/approval-card.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { Hint } from '../../lib/ui/notice.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { FrontTab } from '../../lib/ui-api/front-tab.ts'
import type { SiteView } from '../../lib/ui-api/protocol.ts'

interface ThisSiteProps {
  readonly sites: readonly SiteView[]
  readonly tab: FrontTab
  readonly background: Background
}

/** The page in front: may it ask, and what has it? */
export function ThisSite({ sites, tab, background }: ThisSiteProps) {
  if (tab.origin === null) {
    return (
      <section class="card stack" aria-labelledby="this-site">
        <h2 id="this-site">{i18n.t('site.none')}</h2>
        <p class="soft">{i18n.t(`site.none_${tab.why}`)}</p>
      </section>
    )
  }
  const { origin, tabId } = tab
  const site = sites.find((candidate) => candidate.origin === origin)
  return (
    <section class="card stack" aria-labelledby="this-site">
      <h2 id="this-site" class="small soft">
        {i18n.t('site.region')}
      </h2>
      <p class="origin">{origin}</p>
      <p role="status">{standing(site)}</p>
      {site ? (
        <Button
          key="stop"
          wide
          kind="danger"
          onClick={() => background.call('site.stop', { origin })}
        >
          {i18n.t('site.stop')}
        </Button>
      ) : (
        <Button key="allow" wide kind="primary" onClick={() => background.allowSite(origin, tabId)}>
          {i18n.t('site.allow')}
        </Button>
      )}
      {isPlainHttp(origin) && <Hint>{i18n.t('site.plain_http')}</Hint>}
    </section>
  )
}

function standing(site: SiteView | undefined): string {
  if (!site) return i18n.t('site.closed')
  return i18n.t(site.grant ? 'site.has_token' : 'site.may_ask')
}
