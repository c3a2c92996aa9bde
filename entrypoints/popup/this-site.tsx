import { i18n } from '#i18n'
import { Address, LookAlike } from '../../lib/ui/address.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { Hint } from '../../lib/ui/notice.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { FrontTab } from '../../lib/ui-api/front-tab.ts'
import type { UiState } from '../../lib/ui-api/protocol.ts'
import { isPlainHttp } from '../../lib/ui-api/rules.ts'
import { PrivateWindow } from './private-window.tsx'
import { Standing } from './standing.tsx'

interface ThisSiteProps {
  readonly state: UiState
  readonly tab: FrontTab
  readonly background: Background
}

/** The page in front: may it ask, and what has it? */
export function ThisSite({ state, tab, background }: ThisSiteProps) {
  if (tab.origin === null) {
    return (
      <section class="card stack" aria-labelledby="this-site">
        <h2 id="this-site">{i18n.t('site.none')}</h2>
        <p class="soft">{i18n.t(`site.none_${tab.why}`)}</p>
      </section>
    )
  }
  const { origin, isPrivate } = tab
  const { site, accounts, settings } = state
  const isUnheard = isPrivate && !settings.privateWindows
  return (
    <section class="card stack" aria-labelledby="this-site">
      <h2 id="this-site" class="small soft">
        {i18n.t('site.region')}
      </h2>
      <p class="strong">
        <Address origin={origin} />
      </p>
      <LookAlike origin={origin} />
      {isUnheard ? (
        <PrivateWindow tab={tab} background={background} />
      ) : (
        <Standing site={site} accounts={accounts} isPrivate={isPrivate} />
      )}
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
        <Button
          key="allow"
          wide
          kind={isUnheard ? 'plain' : 'primary'}
          onClick={() => background.allowSite(origin)}
        >
          {i18n.t('site.allow')}
        </Button>
      )}
      {isPlainHttp(origin) && <Hint>{i18n.t('site.plain_http')}</Hint>}
    </section>
  )
}
