import { i18n } from '#i18n'
import { nameOf } from '../../lib/ui/account-field.tsx'
import { AccountHealth } from '../../lib/ui/account-health.tsx'
import { Button } from '../../lib/ui/button.tsx'
import { Hint } from '../../lib/ui/notice.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { FrontTab } from '../../lib/ui-api/front-tab.ts'
import type { AccountView, UiState } from '../../lib/ui-api/protocol.ts'
import { openSettings } from '../../lib/ui-api/settings-page.ts'
import { ThisSite } from './this-site.tsx'

interface SignedInProps {
  readonly account: AccountView
  readonly state: UiState
  readonly tab: FrontTab
  readonly background: Background
}

export function SignedIn({ account, state, tab, background }: SignedInProps) {
  return (
    <div class="stack">
      <header>
        <h1>{nameOf(account)}</h1>
        {account.detail && <p class="small soft">{account.detail}</p>}
      </header>
      <AccountHealth account={account} background={background} />
      <ThisSite state={state} tab={tab} background={background} />
      {!state.isLasting && <Hint>{i18n.t('sign_in.not_lasting')}</Hint>}
      <footer class="row">
        <p class="grow small soft">
          {state.siteCount > 0 && i18n.t('site.others', state.siteCount)}
        </p>
        <Button onClick={openSettings}>{i18n.t('settings.button')}</Button>
      </footer>
    </div>
  )
}
