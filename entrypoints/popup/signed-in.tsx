import { i18n } from '#i18n'
import { AccountField, besides, ownNameOf } from '../../lib/ui/account-field.tsx'
import { Button } from '../../lib/ui/button.tsx'
import type { Background } from '../../lib/ui-api/client.ts'
import type { FrontTab } from '../../lib/ui-api/front-tab.ts'
import type { AccountView, UiState } from '../../lib/ui-api/protocol.ts'
import { openSettings } from '../../lib/ui-api/settings-page.ts'
import { Attention } from './attention.tsx'
import { ThisSite } from './this-site.tsx'

interface SignedInProps {
  readonly account: AccountView
  readonly state: UiState
  readonly tab: FrontTab
  readonly background: Background
}

export function SignedIn({ account, state, tab, background }: SignedInProps) {
  const { accounts } = state
  const offered = accounts.filter(({ health }) => health !== 'signing_out')
  const detail = besides(account, accounts)
  return (
    <div class="stack">
      <header>
        <h1 id="account">{ownNameOf(account)}</h1>
        {detail && <p class="small soft">{detail}</p>}
      </header>
      {offered.length > 1 && (
        <AccountField
          accounts={offered}
          value={account.id}
          onChange={(id) => void background.call('account.choose', { id })}
        />
      )}
      <Attention account={account} state={state} background={background} />
      <ThisSite state={state} tab={tab} background={background} />
      <footer class="row">
        <p class="grow small soft">
          {state.siteCount > 0 && i18n.t('site.others', state.siteCount)}
        </p>
        <Button onClick={openSettings}>{i18n.t('settings.button')}</Button>
      </footer>
    </div>
  )
}
