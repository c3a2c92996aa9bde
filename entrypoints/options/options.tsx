import { i18n } from '#i18n'
import { Problem } from '../../lib/ui/notice.tsx'
import { troubleText } from '../../lib/ui/trouble-text.ts'
import { Unlock } from '../../lib/ui/unlock.tsx'
import { useAction } from '../../lib/ui/use-action.ts'
import type { Background } from '../../lib/ui-api/client.ts'
import type { UiState } from '../../lib/ui-api/protocol.ts'
import { AccountDetailsView } from './account-details.tsx'
import { AccountsSection } from './accounts-section.tsx'
import { ActivitySection } from './activity-section.tsx'
import { detailsOf, type SettingsLook } from './settings-look.ts'
import { SettingsSection } from './settings-section.tsx'
import { SitesSection } from './sites-section.tsx'
import { ToolsSection } from './tools-section.tsx'
import { UnusableList } from './unusable-list.tsx'

interface OptionsProps {
  readonly state: UiState
  readonly look: SettingsLook
  readonly lookAt: (news: Partial<SettingsLook>) => void
  readonly background: Background
}

export function Options({ state, look, lookAt, background }: OptionsProps) {
  const [failure, run] = useAction()
  const { call } = background
  const details = state.details?.accountId === look.account?.id ? state.details : null
  return (
    <>
      <h1>{i18n.t('settings.title')}</h1>
      {state.lock.isLocked && (
        <div class="card">
          <Unlock state={state} background={background} />
        </div>
      )}
      {failure && <Problem>{troubleText(failure)}</Problem>}
      <UnusableList
        unusable={state.unusable}
        isHeard={state.accounts.some(({ health }) => health === 'ok')}
        onRemove={(key) => run(call('unusable.remove', { key }))}
      />
      <AccountsSection
        state={state}
        openId={look.account?.id ?? null}
        onOpen={(id) => lookAt({ account: id === null ? null : detailsOf(id) })}
        details={
          details &&
          look.account && (
            <AccountDetailsView
              details={details}
              look={look.account}
              onLook={(account) => lookAt({ account })}
              state={state}
              background={background}
            />
          )
        }
        run={run}
        background={background}
      />
      <SitesSection
        state={state}
        background={background}
        look={look.sites}
        onLook={(sites) => lookAt({ sites })}
        onRevoke={(origin) => run(call('site.stop', { origin }))}
        onRevokeAll={() => run(call('site.stopAll', {}))}
        onRevokeSignIn={(id) => run(call('signIn.revoke', { id }))}
        onRetry={() => run(call('pending.retry', {}))}
        change={(origin, news) => call('site.change', { origin, ...news })}
      />
      <ToolsSection state={state} onLook={lookAt} background={background} run={run} />
      {state.activity && (
        <ActivitySection
          activity={state.activity}
          look={look.activity}
          onLook={(activity) => lookAt({ activity })}
          onClear={() => run(call('activity.clear', {}))}
        />
      )}
      <SettingsSection
        state={state}
        background={background}
        onChange={(news) => run(call('settings.change', news))}
      />
    </>
  )
}
